"""Checks an installed wheel from outside the repository: small, complete, free of anything but its two dependencies."""

import sys
import zipfile
from importlib import metadata
from pathlib import Path

import cica
from cica.package.checking import check

wheel = Path(sys.argv[1])
size = wheel.stat().st_size
names = zipfile.ZipFile(wheel).namelist()
assert size < 1_250_000, f"the wheel has {size} bytes"  # of which the data are 650 kB
assert "cica/py.typed" in names
for place in ("bash-completion/completions/cica", "zsh/site-functions/_cica", "fish/vendor_completions.d/cica.fish"):
    assert any(name.endswith(f"data/data/share/{place}") for name in names), place
assert not [name for name in names if "tests" in name or name.endswith(".pyc")]
assert len([name for name in names if name.endswith("LICENSE") and "dist-info" in name]) == 3
assert "cica/geography/outlines.txt" in names
assert "site-packages" in str(cica.__file__), cica.__file__

others = {dist.name.lower() for dist in metadata.distributions()} - {"pip", "setuptools", "wheel"}
assert others <= {"cica", "attrs", "cattrs", "typing-extensions", "typing_extensions"}, others

assert len(cica.members()) == 28
assert len(cica.members(on="2015-06-01")) == 26
assert cica.members(on="2011-03-01").undetermined.ids == ("BHR", "KHM")
assert cica.chair_in(2015).state.name == "China"
assert cica.state("Южная Корея") == cica.state(732, scheme="cow")
assert cica.disputes()["memberships/cica-tha-member/start"].opposing
check(cica.load()._package)
print(f"wheel of {size / 1000:.0f} kB answers with {', '.join(sorted(others))}")
