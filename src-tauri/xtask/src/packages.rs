//! What the operating system has to provide. On Debian and Ubuntu it is installed, elsewhere it is named precisely.

use std::{env, fs, path::Path, process::Command};

use anyhow::{Result, bail};

use crate::{
    phases::Outcome,
    postgres,
    project::{Project, answer, is_installed, run, succeeds},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    Run,
    Test,
}

/// How to see whether something is there, whoever installed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    Program(&'static str),
    /// Known to pkg-config.
    Library(&'static str),
    Pip,
    KoreanFont,
    Postgres,
}

struct Need {
    probe: Probe,
    purpose: Purpose,
    apt: &'static str,
    dnf: &'static str,
    pacman: &'static str,
    zypper: &'static str,
}

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    Need { probe: Probe::Program("cc"), purpose: Purpose::Run,
        apt: "build-essential", dnf: "gcc", pacman: "base-devel", zypper: "gcc" },
    Need { probe: Probe::Program("pkg-config"), purpose: Purpose::Run,
        apt: "pkg-config", dnf: "pkgconf-pkg-config", pacman: "pkgconf", zypper: "pkg-config" },
    Need { probe: Probe::Library("webkit2gtk-4.1"), purpose: Purpose::Run,
        apt: "libwebkit2gtk-4.1-dev", dnf: "webkit2gtk4.1-devel", pacman: "webkit2gtk-4.1", zypper: "'pkgconfig(webkit2gtk-4.1)'" },
    Need { probe: Probe::Pip, purpose: Purpose::Run,
        apt: "python3-pip", dnf: "python3-pip", pacman: "python-pip", zypper: "python3-pip" },
    Need { probe: Probe::Program("Xvfb"), purpose: Purpose::Test,
        apt: "xvfb", dnf: "xorg-x11-server-Xvfb", pacman: "xorg-server-xvfb", zypper: "xorg-x11-server-Xvfb" },
    Need { probe: Probe::Program("xauth"), purpose: Purpose::Test,
        apt: "xauth", dnf: "xorg-x11-xauth", pacman: "xorg-xauth", zypper: "xauth" },
    Need { probe: Probe::Program("WebKitWebDriver"), purpose: Purpose::Test,
        apt: "webkit2gtk-driver", dnf: "/usr/bin/WebKitWebDriver", pacman: "webkitgtk-6.0", zypper: "/usr/bin/WebKitWebDriver" },
    Need { probe: Probe::KoreanFont, purpose: Purpose::Test,
        apt: "fonts-nanum", dnf: "google-noto-sans-cjk-fonts", pacman: "noto-fonts-cjk", zypper: "google-noto-sans-cjk-fonts" },
    Need { probe: Probe::Postgres, purpose: Purpose::Test,
        apt: "postgresql", dnf: "postgresql-server", pacman: "postgresql", zypper: "postgresql-server" },
];

#[derive(Debug, PartialEq, Eq)]
enum System {
    Debian,
    Fedora,
    Arch,
    Suse,
    OtherLinux(String),
    MacOs,
    Windows,
}

pub fn install(project: &Project, purpose: Purpose) -> Result<Outcome> {
    let needs_pip = !postgres::is_current(project)?;
    let system = this_system();
    match system {
        System::MacOs => require("macOS", missing_on_macos(needs_pip))?,
        System::Windows => require("Windows", missing_on_windows(needs_pip))?,
        _ => {
            let look = || missing(purpose, |probe| is_there(probe, needs_pip));
            let missing = look();
            if !missing.is_empty() {
                install_on_linux(&system, &missing)?;
                for need in look() {
                    // An old system's package can be too old for us; what depends on it says so when it comes to it.
                    eprintln!("warning: {} is installed but does not give what Greenroom needs", need.apt);
                }
                return Ok(Outcome::Done);
            }
        }
    }
    Ok(Outcome::Skipped("all there".into()))
}

fn missing(purpose: Purpose, is_there: impl Fn(Probe) -> bool) -> Vec<&'static Need> {
    NEEDS
        .iter()
        .filter(|need| need.purpose == Purpose::Run || purpose == Purpose::Test)
        .filter(|need| !is_there(need.probe))
        .collect()
}

fn is_there(probe: Probe, needs_pip: bool) -> bool {
    match probe {
        Probe::Program(name) => is_installed(name),
        Probe::Library(name) => succeeds(Command::new("pkg-config").args(["--exists", name])),
        Probe::Pip => !needs_pip || postgres::python().is_some(),
        Probe::KoreanFont => answer(Command::new("fc-list").arg(":lang=ko")).is_ok_and(|fonts| !fonts.is_empty()),
        Probe::Postgres => postgres::system_major().is_some(),
    }
}

fn install_on_linux(system: &System, missing: &[&Need]) -> Result<()> {
    let names = |choose: fn(&Need) -> &'static str| missing.iter().map(|need| choose(need)).collect::<Vec<_>>();
    let command = match system {
        System::Debian => return install_with_apt(&names(|need| need.apt)),
        System::Fedora => format!("sudo dnf install {}", names(|need| need.dnf).join(" ")),
        System::Arch => format!("sudo pacman -S --needed {}", names(|need| need.pacman).join(" ")),
        System::Suse => format!("sudo zypper install {}", names(|need| need.zypper).join(" ")),
        other => {
            let name = if let System::OtherLinux(name) = other { name.as_str() } else { "this system" };
            let things = names(|need| need.apt).join(", ");
            bail!("install what {name} calls these Debian packages, then run the same command again: {things}");
        }
    };
    bail!("system packages are missing; install them, then run the same command again:\n\n    {command}");
}

fn install_with_apt(packages: &[&str]) -> Result<()> {
    let is_root = answer(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let wanted = packages.join(" ");
    if !is_root && !is_installed("sudo") {
        bail!("install these as root, then run the same command again:\n\n    apt-get install {wanted}");
    }
    let as_root = |arguments: &[&str]| {
        let mut command = Command::new(if is_root { "env" } else { "sudo" });
        if !is_root {
            command.arg("env");
        }
        // Never ask: neither about settings nor about files of settings that exist already.
        command.args(["DEBIAN_FRONTEND=noninteractive", "UCF_FORCE_CONFFOLD=1"]).args(arguments);
        command
    };
    if is_root {
        println!("        installing {wanted}");
    } else {
        println!("        installing {wanted} with sudo, which may ask for your password");
    }
    let settings = "/etc/postgresql-common/createcluster.conf";
    if packages.contains(&"postgresql") && !Path::new(settings).exists() {
        // Only the programs are wanted: without this Debian also creates and starts a server for the whole machine.
        let script = format!("mkdir -p /etc/postgresql-common && echo create_main_cluster = false > {settings}");
        run(&mut as_root(&["sh", "-c", &script]))?;
    }
    if let Err(error) = run(&mut as_root(&["apt-get", "update", "-q"])) {
        eprintln!("warning: {error:#}; trying with the package lists that are there");
    }
    let install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
    run(&mut as_root(&[&install, packages].concat()))
}

fn require(system: &str, missing: Vec<&str>) -> Result<()> {
    if !missing.is_empty() {
        bail!("{system} still needs\n  - {}\nafter that, run the same command again", missing.join("\n  - "));
    }
    Ok(())
}

fn missing_on_macos(needs_pip: bool) -> Vec<&'static str> {
    let mut missing = Vec::new();
    if !succeeds(Command::new("xcode-select").arg("-p")) {
        missing.push("the command line tools of Xcode: xcode-select --install");
    }
    if needs_pip && postgres::python().is_none() {
        missing.push("Python 3 with pip: brew install python");
    }
    missing
}

fn missing_on_windows(needs_pip: bool) -> Vec<&'static str> {
    const WEBVIEW: &str = r"SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let in_hive = |hive: &str| succeeds(Command::new("reg").args(["query", &format!(r"{hive}\{WEBVIEW}"), "/v", "pv"]));
    let mut missing = Vec::new();
    if !in_hive("HKLM") && !in_hive("HKCU") {
        missing.push("the WebView2 runtime: winget install Microsoft.EdgeWebView2Runtime");
    }
    if needs_pip && postgres::python().is_none() {
        missing.push("Python 3 with pip: winget install Python.Python.3.13");
    }
    missing
}

fn this_system() -> System {
    match env::consts::OS {
        "macos" => System::MacOs,
        "windows" => System::Windows,
        _ => linux_in(&fs::read_to_string("/etc/os-release").unwrap_or_default()),
    }
}

/// Reads the family from /etc/os-release: the system's own name first, then those it says it is like.
fn linux_in(os_release: &str) -> System {
    let value = |key: &str| {
        let line = os_release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim().trim_matches(['"', '\''])
    };
    let names = format!("{} {}", value("ID"), value("ID_LIKE"));
    let family = names.split_whitespace().find_map(|name| match name {
        "debian" | "ubuntu" => Some(System::Debian),
        "fedora" | "rhel" | "centos" => Some(System::Fedora),
        "arch" => Some(System::Arch),
        "suse" | "opensuse" => Some(System::Suse),
        _ => None,
    });
    family.unwrap_or_else(|| match value("NAME") {
        "" => System::OtherLinux("your system".into()),
        name => System::OtherLinux(name.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_a_system_by_its_name_or_its_relatives() {
        assert_eq!(linux_in("NAME=\"Debian GNU/Linux\"\nVERSION_ID=\"12\"\nID=debian\n"), System::Debian);
        assert_eq!(linux_in("NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), System::Debian);
        assert_eq!(linux_in("ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n"), System::Fedora);
        assert_eq!(linux_in("ID=manjaro\nID_LIKE=arch\n"), System::Arch);
        assert_eq!(linux_in("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n"), System::Suse);
        assert_eq!(linux_in("NAME=NixOS\nID=nixos\n"), System::OtherLinux("NixOS".into()));
        assert_eq!(linux_in(""), System::OtherLinux("your system".into()));
    }

    #[test]
    fn a_bare_machine_misses_everything_and_a_start_needs_less_than_the_tests() {
        let apt = |purpose| missing(purpose, |_| false).iter().map(|need| need.apt).collect::<Vec<_>>();
        assert_eq!(apt(Purpose::Run), ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev", "python3-pip"]);
        assert_eq!(
            apt(Purpose::Test)[4..],
            ["xvfb", "xauth", "webkit2gtk-driver", "fonts-nanum", "postgresql"],
            "the tests need these besides"
        );
    }

    #[test]
    fn what_is_there_is_not_installed_again() {
        let apt = missing(Purpose::Test, |probe| probe != Probe::Program("WebKitWebDriver"));
        assert_eq!(apt.iter().map(|need| need.apt).collect::<Vec<_>>(), ["webkit2gtk-driver"]);
        assert!(missing(Purpose::Run, |_| true).is_empty());
    }

    #[test]
    fn other_systems_are_told_the_command_to_type() {
        let all = missing(Purpose::Run, |_| false);
        let said = install_on_linux(&System::Fedora, &all).map_err(|error| error.to_string());
        let command = "sudo dnf install gcc pkgconf-pkg-config webkit2gtk4.1-devel python3-pip";
        assert!(said.is_err_and(|text| text.contains(command)), "the names of that system, in one line");
    }
}
