/* Tables of the record: sorted by a click on a head, filtered by what is typed. Without this they are plain tables. */
(function () {
  "use strict";
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const dated = new Set(["Since", "Until", "When", "Adopted", "Founded"]);

  /* The first day that a date in words speaks of, so that dates are sorted by time. */
  function key(words) {
    const year = /\d{4}/.exec(words);
    if (!year) {
      return words ? "9999" : "";
    }
    const before = words.slice(0, year.index);
    const month = /(?:(\d{1,2})\s+(?:(?:and|or|to)\s+\d{1,2}\s+)?)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/.exec(before);
    if (!month) {
      return year[0];
    }
    const number = String(months.indexOf(month[2]) + 1).padStart(2, "0");
    return year[0] + "-" + number + "-" + String(month[1] || 0).padStart(2, "0");
  }

  document.querySelectorAll("table.cica-rows").forEach(function (table) {
    const heads = Array.from(table.querySelectorAll("thead th"), (head) => head.textContent.trim());
    table.querySelectorAll("tbody tr").forEach(function (row) {
      Array.from(row.cells).forEach(function (cell, n) {
        if (dated.has(heads[n])) {
          cell.dataset.order = key(cell.textContent.trim());
        }
      });
    });
    new simpleDatatables.DataTable(table, {
      paging: false,
      fixedColumns: false,
      searchable: true,
      labels: {
        placeholder: "Filter these rows",
        searchTitle: "Filter the rows of this table",
        noRows: "No row",
        noResults: "No row has that",
        info: "{rows} rows",
      },
    });
  });
})();
