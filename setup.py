"""The build step of the front end; setup.cfg says everything else about the package."""

import sys
from pathlib import Path

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

sys.path.insert(0, str(Path(__file__).parent / "js"))
import npm

TEMPLATES = "share/jupyter/voila/templates"


class Package(Distribution):
    """A package whose data_files are there in an editable install too, which asks for them by this name."""

    has_data = Distribution.has_data_files


class BuildPackage(build_py):
    """Builds the front end, then the package around it."""

    def run(self):
        npm.build()
        # Built files have hashes in their names, so setup.cfg could not list them.
        built = Path("nbblocks/serve/template/static").glob("*")
        self.distribution.data_files.append((f"{TEMPLATES}/nbblocks/static", sorted(map(str, built))))
        super().run()


class BuildSource(sdist):
    """Builds the front end, so that a source archive installs without Node."""

    def run(self):
        npm.build()
        super().run()


setup(
    distclass=Package,
    cmdclass={"build_py": BuildPackage, "sdist": BuildSource},
    setup_requires=[] if npm.is_built() or npm.node_on_path() else [npm.WHEEL],
)
