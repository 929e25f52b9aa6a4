//! The frame: language, theme, palette, addresses, and what is remembered.

use fantoccini::key::Key;

use crate::window::{Window, seeded_home};

async fn dataset(window: &Window, name: &str) -> String {
    window.run(&format!("return document.documentElement.dataset.{name}")).await.as_str().unwrap_or_default().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn language_and_theme_change_at_once_and_are_remembered() {
    let home = seeded_home("language");
    let window = Window::open(&home).await;
    window.ready().await;
    assert_eq!(dataset(&window, "lang").await, "en", "as the system says");
    let theme = dataset(&window, "theme").await;
    window.click("header button[class*=language]").await;
    window.says("[data-testid=\"sidebar\"]", "홈").await;
    assert_eq!(dataset(&window, "lang").await, "ko");
    window.click("header [class*=ActionIcon-root]").await;
    let other = if theme == "dark" { "light" } else { "dark" };
    window.find(&format!("html[data-theme=\"{other}\"]")).await;
    // The browser writes its storage down a moment later.
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    window.close().await;

    let window = Window::open(&home).await;
    window.says("[data-testid=\"sidebar\"]", "홈").await;
    window.find(&format!("html[data-theme=\"{other}\"]")).await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_palette_finds_a_row_by_korean_words_and_opens_it() {
    let window = Window::open(&seeded_home("palette")).await;
    window.ready().await;
    window.press_with_control("k").await;
    window.test_id("palette").await;
    window.press("developer_gamer").await;
    window.says("[data-testid=\"palette\"]", "옆자리 플레이어").await;
    window.run("document.querySelector('[data-testid=\"palette\"] input').select()").await;
    window.press("식탁").await;
    window.says("[data-testid=\"palette\"]", "네모난 식탁의 다섯 번째").await;
    window.click("[data-testid=\"palette\"] [role=option]").await;
    window.gone("[data-testid=\"palette\"]").await;
    window.says("[data-testid=\"inspector\"]", "식탁").await;
    assert!(window.address().await.contains("row=experience:"), "the row has an address: {}", window.address().await);

    window.run("history.back()").await;
    window.gone("[data-testid=\"inspector\"]").await;
    window.run("history.forward()").await;
    window.test_id("inspector").await;
    window.press(&char::from(Key::Escape).to_string()).await;
    window.gone("[data-testid=\"inspector\"]").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_place_is_where_it_opens() {
    let home = seeded_home("last-place");
    let window = Window::open(&home).await;
    window.ready().await;
    window.click("[data-testid=\"sidebar\"] a[href*=\"settings\"]").await;
    window.test_id("settings").await;
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    window.close().await;
    let window = Window::open(&home).await;
    window.test_id("settings").await;
    window.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_joins_the_first() {
    let window = Window::open(&seeded_home("second")).await;
    window.ready().await;
    window.press_with_control("k").await;
    window.test_id("palette").await;
    window.press("second window").await;
    window.says("[data-testid=\"palette\"] [role=option]", "window").await;
    window.press(&char::from(Key::Enter).to_string()).await;
    for _ in 0..200 {
        if window.page.windows().await.is_ok_and(|windows| windows.len() == 2) {
            window.close().await;
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no second window");
}
