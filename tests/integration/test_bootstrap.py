"""The set-up of a fresh machine: what is wanted, what is there, repairs, messages, and when it goes on elsewhere."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import main
from bootstrap import environment, pip, places, requirements, screen, system
from bootstrap.errors import SetupError

REQUIREMENTS = ["alpha>=1,<2", "beta>=0.2.3,<0.3"]
PYPROJECT = """
[project]
dependencies = ["alpha>=1,<2", "beta>=0.2.3,<0.3"]
[project.optional-dependencies]
test = ["gamma>=9,<10"]
"""


class RestartError(Exception):
    """Stands in for os.execv, which does not return."""


class Machine:
    """A folder with a pyproject.toml and no environment, where nothing outside is touched but counted."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.monkeypatch = root, monkeypatch
        self.venv = root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.installs: list[list[str]] = []
        self.venvs_made = 0
        (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
        names = {"ROOT": root, "VENV": self.venv, "VENV_PYTHON": self.python}
        names |= {name: self.venv / getattr(places, name).name for name in ("STAMP", "UNFINISHED", "LOCK")}
        for name, value in names.items():
            monkeypatch.setattr(places, name, value)
        monkeypatch.setattr(requirements, "installed_versions", dict)  # this interpreter has nothing
        monkeypatch.setattr(environment, "make_venv", self.make_venv)
        monkeypatch.setattr(environment, "venv_version", self.venv_version)
        monkeypatch.setattr(pip, "install", self.install)
        monkeypatch.setattr(system, "provide_qt", lambda python: None)
        monkeypatch.setattr(environment, "restart", self.restart)

    def make_venv(self) -> None:
        self.venvs_made += 1
        self.python.parent.mkdir(parents=True, exist_ok=True)
        self.python.unlink(missing_ok=True)
        self.python.write_text("", encoding="utf-8")
        self.python.chmod(0o755)
        places.STAMP.unlink(missing_ok=True)
        places.UNFINISHED.unlink(missing_ok=True)

    def venv_version(self) -> tuple[int, int] | None:
        return sys.version_info[:2] if self.python.exists() else None

    def install(self, needed: list[str], new: list[str]) -> None:
        self.installs.append(needed)

    def restart(self) -> None:
        raise RestartError

    def start(self, extra: str = "", qt: bool = True) -> None:
        with pytest.raises(RestartError):
            environment.prepare(extra, qt)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


# What is wanted, and what is there


def test_requirements_are_those_of_pyproject_and_understood() -> None:
    project = tomllib.loads((places.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert requirements.requirements() == project["dependencies"]
    assert requirements.requirements("test") == project["dependencies"] + project["optional-dependencies"]["test"]
    for requirement in requirements.requirements("test"):
        name, bounds = requirements.split_requirement(requirement)
        assert requirement == name + ",".join(operator + bound for operator, bound in bounds)


def test_this_environment_meets_pyproject() -> None:
    assert requirements.missing(requirements.requirements("test")) == []


@pytest.mark.parametrize("requirement", ["torch; python_version>'3'", "torch[cuda]>=2", "torch @ file:x", "torch~=2.8"])
def test_requirement_that_is_not_understood_is_refused(requirement: str) -> None:
    with pytest.raises(ValueError, match=r"only 'name>=1\.2,<3' is understood"):
        requirements.split_requirement(requirement)


@pytest.mark.parametrize(
    ("requirement", "version", "allowed"),
    [
        ("torch>=2.8,<2.14", "2.13.0+cpu", True),
        ("torch>=2.8,<2.14", "2.9", True),
        ("torch>=2.8,<2.14", "2.8", True),
        ("torch>=2.8,<2.14", "2.14.0", False),
        ("torch>=2.8,<2.14", "2.14.0a0+git1", False),
        ("torch>=2.8,<2.14", "2.7.1", False),
        ("qt>=6.11.2,<6.12", "6.11.10", True),
        ("qt>=6.11.2,<6.12", "6.11.1", False),
        ("a==1.0", "1", True),
        ("a!=1.5", "1.5", False),
        ("a>1", "1.0.1", True),
        ("a<=1", "1.0.1", False),
        ("a", "0.0.1", True),
    ],
)
def test_version_ranges(requirement: str, version: str, allowed: bool) -> None:
    assert requirements.allows(requirement, version) is allowed


def test_versions_are_read_from_folder_names(tmp_path: Path) -> None:
    for name in ("PySide6_Essentials-6.11.3.dist-info", "torch-2.13.0+cpu.dist-info", "torch"):
        (tmp_path / name).mkdir()
    found = requirements.installed_versions([str(tmp_path), str(tmp_path / "absent")])
    assert found == {"pyside6-essentials": "6.11.3", "torch": "2.13.0+cpu"}


def test_old_python_gets_one_sentence_and_can_read_the_files() -> None:
    with pytest.raises(SetupError, match=r"^Python 3\.11 or newer is needed \(this is 3\.8\.18\); [^\n]+\.$"):
        requirements.check_python((3, 8, 18))
    requirements.check_python((3, 11, 0))
    for file in (places.ROOT / "main.py", *(places.ROOT / "bootstrap").glob("*.py")):
        ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 8))


# When to set up, and when to go on elsewhere


def test_interpreter_that_has_everything_is_used_as_it_is(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requirements, "installed_versions", lambda: {"alpha": "1.4", "beta": "0.2.9"})
    environment.prepare()
    assert not machine.venv.exists()
    assert environment.interpreter() == sys.executable
    assert environment.interpreter("test") == str(machine.python)


def test_first_start_sets_up_and_later_starts_do_not(machine: Machine) -> None:
    machine.start()
    machine.start()
    assert (machine.venvs_made, machine.installs) == (1, [REQUIREMENTS])


def test_tests_add_their_extra_and_plain_starts_stay_ready(machine: Machine) -> None:
    machine.start()
    machine.start("test")
    machine.start()
    assert machine.venvs_made == 1
    assert machine.installs == [REQUIREMENTS, [*REQUIREMENTS, "gamma>=9,<10"]]


def test_changed_requirement_is_installed_and_the_old_line_forgotten(machine: Machine) -> None:
    machine.start("test")
    text = PYPROJECT.replace("alpha>=1,<2", "alpha>=1.5,<2")
    (machine.root / "pyproject.toml").write_text(text, encoding="utf-8")
    machine.start()
    assert (machine.venvs_made, len(machine.installs)) == (1, 2)
    stamp = environment.read_stamp()
    assert {"alpha>=1.5,<2", "gamma>=9,<10"} <= stamp
    assert "alpha>=1,<2" not in stamp


def test_set_up_that_was_cut_off_begins_anew(machine: Machine) -> None:
    machine.start()
    places.UNFINISHED.touch()
    machine.start()
    assert (machine.venvs_made, len(machine.installs)) == (2, 2)


def test_environment_without_python_is_remade(machine: Machine) -> None:
    machine.start()
    machine.python.unlink()
    machine.python.symlink_to(machine.root / "gone")  # as after the system's Python was upgraded
    machine.start()
    assert machine.venvs_made == 2


def test_environment_of_another_python_is_remade(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.start()
    environment.write_stamp({*(environment.read_stamp() - {environment.python_line()}), "python 3.1"})
    monkeypatch.setattr(sys, "prefix", str(machine.venv))  # started in it, which is where it shows
    machine.start()
    assert machine.venvs_made == 2
    environment.prepare()  # and now it runs in place
    assert len(machine.installs) == 2


def test_environment_made_by_hand_is_completed_not_remade(machine: Machine) -> None:
    machine.make_venv()
    machine.start()
    assert (machine.venvs_made, len(machine.installs)) == (1, 1)


def test_damaged_stamp_only_costs_another_look(machine: Machine) -> None:
    machine.start()
    places.STAMP.write_bytes(b"\xff\xfe\x00")
    machine.start()
    assert len(machine.installs) == 2


def test_qt_is_looked_at_only_by_commands_that_use_it(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(python: str) -> None:
        raise SetupError("Qt needs something")

    monkeypatch.setattr(system, "provide_qt", lacking)
    machine.start(qt=False)
    with pytest.raises(SetupError, match="Qt needs something"):
        environment.prepare(qt=True)
    monkeypatch.setattr(system, "provide_qt", lambda python: None)
    machine.start(qt=True)
    assert len(machine.installs) == 1


def test_folder_that_cannot_be_written_is_one_sentence(machine: Machine) -> None:
    machine.venv.write_text("in the way", encoding="utf-8")
    with pytest.raises(SetupError, match=r"^The set-up in .+\.venv failed \(.+\); [^\n]+\.$"):
        environment.prepare()


def test_second_start_waits_for_the_first(machine: Machine, capsys: pytest.CaptureFixture[str]) -> None:
    machine.venv.mkdir()
    code = (
        "import sys; from pathlib import Path; from bootstrap import environment, places\n"
        "places.LOCK = Path(sys.argv[1])\nwith environment.locked(): print('held', flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(places.LOCK)]
    here = Path(environment.__file__).parents[1]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=here) as first:
        assert first.stdin is not None
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with places.LOCK.open("a+b") as file:
            assert not environment.try_lock(file.fileno())
        first.kill()  # the lock ends with its process, however that ends
    with environment.locked():
        pass
    assert capsys.readouterr().err == ""


# pip


def test_progress_names_each_package_once() -> None:
    lines = [
        "Collecting torch<2.14,>=2.8",
        "  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (30 kB)",
        "  Downloading torch-2.13.0-cp311-cp311-manylinux_2_28_x86_64.whl (192.1 MB)",
        "Processing /a/folder/safetensors-0.8.0%2Bx-cp38-abi3-any.whl (from model)",
        "Using cached numpy-2.4.6-cp311-cp311-any.whl (17 MB)",
        "Requirement already satisfied: platformdirs",
        "Installing collected packages: numpy, torch",
    ]
    assert [text for text in map(pip.progress_text, lines) if text] == [
        "  torch 2.13.0 (192.1 MB)",
        "  safetensors 0.8.0+x",
        "  numpy 2.4.6 (17 MB, already on this machine)",
        "  installing 2 packages ...",
    ]


def test_failures_of_pip_are_explained() -> None:
    offline = pip.failure(["WARNING: Retrying (Retry(total=4)) after NameResolutionError", "ERROR: No"])
    assert "no network" in str(offline)
    assert offline.details == []
    assert "disk is full" in str(pip.failure(["ERROR: [Errno 28] No space left on device"]))
    assert "no build of torch" in str(pip.failure(["ERROR: No matching distribution found for torch"]))
    other = pip.failure([f"line {i}" for i in range(40)])
    assert other.details == [f"line {i}" for i in range(28, 40)]


@pytest.fixture(scope="module")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real")


@pytest.fixture
def real_venv(real_root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real environment, made once out of a half-finished one."""
    venv = real_root / ".venv"
    relative = places.VENV_PYTHON.relative_to(places.VENV)
    monkeypatch.setattr(places, "VENV", venv)
    monkeypatch.setattr(places, "VENV_PYTHON", venv / relative)
    for name in ("STAMP", "UNFINISHED", "LOCK"):
        monkeypatch.setattr(places, name, venv / getattr(places, name).name)
    if not venv.exists():
        places.VENV_PYTHON.parent.mkdir(parents=True)
        places.VENV_PYTHON.symlink_to(real_root / "gone")
        (venv / "left over").mkdir()
        places.LOCK.touch()
        assert environment.venv_version() is None
        environment.make_venv()
    return venv


def test_environment_is_really_made(real_venv: Path) -> None:
    assert environment.venv_version() == sys.version_info[:2]
    assert places.LOCK.exists()
    assert not places.UNFINISHED.exists()
    assert not (real_venv / "left over").exists()


def test_no_network_is_one_sentence(real_venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_FIND_LINKS", "")
    monkeypatch.setenv("PIP_RETRIES", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")  # nothing listens there
    with pytest.raises(SetupError, match="no network"):
        pip.install(["translucent-absent>=1,<2"], ["translucent-absent>=1,<2"])
    assert not places.UNFINISHED.exists()  # nothing was changed, so what was there still works


# Qt and the screen


def test_qt_loads_here() -> None:
    assert system.qt_problem(sys.executable) is None


def test_missing_library_of_the_system_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "PySide6").mkdir()
    error = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (tmp_path / "PySide6" / "__init__.py").write_text(f"raise ImportError('{error}')", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert system.qt_problem(sys.executable) == error
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match=r"libEGL\.so\.1.+run 'sudo apt-get install -y libegl1 libgl1 [^\n]+'"):
        system.provide_qt(sys.executable)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(SetupError, match=r"libEGL\.so\.1.+your system's package manager"):
        system.provide_qt(sys.executable)


def test_root_installs_libraries_and_fonts_with_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    problems = iter(["libEGL.so.1: cannot open shared object file", system.NO_FONTS, None])

    def apt(command: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        failed = len(ran) == 1  # as on a machine without package lists
        return subprocess.CompletedProcess(command, 100 if failed else 0, "", "")

    monkeypatch.setattr(system, "qt_problem", lambda python: next(problems))
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setattr("subprocess.run", apt)
    system.provide_qt(sys.executable)
    assert [command[1] for command in ran] == ["install", "update", "install", "install"]
    assert {"libegl1", "libxcb-cursor0"} <= set(ran[0])
    assert ran[3][-1] == "fonts-dejavu-core"


def test_missing_venv_module_names_its_package(real_venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    with pytest.raises(SetupError, match=f"run 'sudo apt-get install -y {package}'"):
        environment.make_venv()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux chooses its platform by environment variables")
def test_platform_follows_the_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert (screen.has_screen(), screen.qt_platform()) == (False, "offscreen")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert (screen.has_screen(), screen.qt_platform()) == (True, "wayland")
    monkeypatch.setenv("DISPLAY", ":0")
    assert screen.qt_platform() == "xcb"
    monkeypatch.setenv("QT_QPA_PLATFORM", "vnc:size=800x600")
    assert screen.qt_platform() == "vnc"


def started(tmp_path: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Exit status and standard error of main.py in this environment, in which no package manager is found."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    inherited.pop("QT_QPA_PLATFORM", None)
    own = {"PATH": str(tmp_path), "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), **environment}
    done = subprocess.run(
        [sys.executable, str(places.ROOT / "main.py"), *arguments],
        env={**inherited, **own},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux chooses its platform by environment variables")
@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DISPLAY": ":4711"}, "The screen ':4711' that DISPLAY names does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-4711"}, "The screen 'wayland-4711' that WAYLAND_DISPLAY names does not answer"),
        ({"QT_QPA_PLATFORM": "nothing"}, "Qt has no platform 'nothing', which QT_QPA_PLATFORM names"),
        ({}, "There is no screen here"),
    ],
)
def test_a_start_that_qt_would_abort_is_one_sentence(tmp_path: Path, environment: dict[str, str], said: str) -> None:
    status, error = started(tmp_path, **environment)
    assert status == 1 and said in error
    assert error.count("\n") == 1 and "qt.qpa" not in error


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt brings all it needs")
def test_a_library_that_went_after_the_set_up_is_named(tmp_path: Path) -> None:
    error = "libxcb-cursor.so.0: cannot open shared object file: No such file or directory"
    plugins = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    plugins.mkdir(parents=True)
    (tmp_path / "PySide6" / "__init__.py").write_text(f"raise ImportError({error!r})", encoding="utf-8")
    (plugins / "libqxcb.so").symlink_to("gone.so")  # the loader says the same of it
    status, said = started(tmp_path, PYTHONPATH=str(tmp_path), DISPLAY=":0")
    assert status == 1 and said.count("\n") == 1
    assert said.startswith("Qt needs something of the system (libxcb-cursor.so.0: cannot open shared object file")


def test_a_picture_needs_no_screen_that_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(screen, "missing_library", lambda: "")
    monkeypatch.setattr(screen, "problem", lambda: "The screen does not answer.")
    with pytest.raises(SetupError, match="does not answer"):
        main.use_screen(needed=True)
    main.use_screen(needed=False)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.parametrize(
    ("manager", "typed"),
    [
        ("apt-get", "sudo apt-get install -y libegl1 "),
        ("dnf", "sudo dnf install -y libglvnd-egl "),
        ("pacman", "sudo pacman -S --needed libglvnd "),
        ("zypper", "sudo zypper install libEGL1 "),
    ],
)
def test_the_command_to_type_fits_the_system(monkeypatch: pytest.MonkeyPatch, manager: str, typed: str) -> None:
    monkeypatch.setattr("shutil.which", lambda name: name if name == manager else None)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match=f"run '{typed}"):
        system.install_system_packages(system.QT_PACKAGES, "Qt needs something")
