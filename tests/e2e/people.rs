//! People in the real window: found, looked at, and forgotten when they ask.

use crate::{
    screens::{folder, keep},
    window::{Window, ctl, seeded_home, told},
};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_is_found_and_erased() {
    let home = seeded_home("people");
    let person = told(&home, &["person", "list", "--limit", "1", "--sort", "name"])["items"][0].clone();
    let (id, email) = (person["id"].as_str().expect("an id"), person["email"].as_str().expect("an address"));
    told(&home, &["run", "start", "--person", id, "--seed", "7"]);
    let window = Window::open(&home).await;
    window.ready().await;
    window.run("location.hash = '#/people'").await;
    window.says("[data-testid=people-total]", "12 people").await;
    window.fill("[data-testid=people-search]", email).await;
    window.says("[data-testid=people-total]", "1 person").await;
    window.run(&format!("location.hash = '#/people/{id}'")).await;
    window.find("[data-testid=building] img").await;
    window.says("[data-testid=person-characters]", "Roommate").await;

    window.click_words("[data-testid=person]", "Erase…").await;
    window.says("[data-testid=goes]", "Runs, with every step1").await;
    window.rested().await;
    keep(&folder(), "person-erase-light-en-wide", &window.screenshot().await);
    window.fill("[data-testid=erase] input", email).await;
    window.click("[data-testid=erase] button[type=submit]").await;
    window.gone("[data-testid=erase]").await;
    window.says("[data-testid=people-total]", "11 people").await;
    let gone = ctl(&home, &["person", "show", id]);
    assert_eq!(gone.status.code(), Some(1), "{gone:?}");
    window.close().await;
}
