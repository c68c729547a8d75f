// Python beside the page: loads Pyodide and the wheels from the site's own files, then runs one cell after another.
import { loadPyodide } from "./run/pyodide.mjs";

const place = new URL("run/", import.meta.url).href;

// Fetches all files at once, tells the page how much has arrived, and hands them to whoever fetches them afterwards.
async function fetchAll() {
  const plainly = self.fetch;
  const sizes = await (await plainly(place + "files.json")).json();
  const total = Object.values(sizes).reduce((sum, size) => sum + size);
  let loaded = 0;
  const counted = async (response) => {
    const counter = new TransformStream({
      transform(chunk, stream) {
        loaded += chunk.byteLength;
        postMessage({ loaded, total });
        stream.enqueue(chunk);
      },
    });
    return new Response((await response).body.pipeThrough(counter), await response);
  };
  const fetched = new Map(Object.keys(sizes).map((name) => [place + name, counted(plainly(place + name))]));
  self.fetch = (address, ...options) => fetched.get(String(address)) ?? plainly(address, ...options);
}

async function load() {
  const cell = fetch(new URL("run_cell.py", import.meta.url)).then((response) => response.text());
  await fetchAll();
  const pyodide = await loadPyodide({
    indexURL: place,
    packageBaseUrl: place,
    lockFileURL: place + "pyodide-lock.json",
    packages: ["cica"],
  });
  pyodide.FS.writeFile("run_cell.py", await cell);
  const show = (kind, text, html) => postMessage({ kind, text, html: html ?? null });
  return pyodide.pyimport("run_cell").Session(show);
}

const session = load();
session.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ failed: String(error.message ?? error) }),
);

onmessage = async ({ data: { code, name, goOn } }) => {
  try {
    (await session).run.callKwargs(code, name, { go_on: goOn });
  } catch (error) {
    // Not an error of the code, which is shown as Python shows it: Python itself is broken, by a stack that is full for one.
    postMessage({ kind: "error", text: String(error.message ?? error), html: null });
    postMessage({ failed: "Python broke down" });
    return;
  }
  postMessage({ done: true });
};
