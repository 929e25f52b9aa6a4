//! That giving up is noticed over there: nobody pays for answers that nobody waits for.

use super::*;

#[tokio::test]
async fn giving_up_closes_the_connection() {
    let fake = FakeModels::start().await;
    let slow = Behaviour::Slow { text: "x".repeat(3000), pause: Duration::from_millis(20) };
    let mut index = 0;
    for behaviour in [Behaviour::Hang, Behaviour::StallAfter(20), slow] {
        for kind in WRITERS {
            fake.always(behaviour.clone());
            let mut provider = provider(&fake, kind);
            provider.limits.idle = Duration::from_secs(60);
            let waited = tokio::time::timeout(Duration::from_millis(150), ask(&provider)).await;
            assert!(waited.is_err(), "{kind:?}, {behaviour:?}: it was still under way");
            assert!(fake.sees_client_leave(index).await, "{kind:?}, {behaviour:?}: the server knows nothing of it");
            index += 1;
        }
    }
    fake.always(Behaviour::Hang);
    for provider in painters(&fake) {
        assert!(tokio::time::timeout(Duration::from_millis(150), paint(&provider)).await.is_err());
        assert!(fake.sees_client_leave(index).await, "{:?}", provider.settings.kind);
        index += 1;
    }
}

#[tokio::test]
async fn too_much_closes_the_connection_at_once() {
    let fake = FakeModels::start().await;
    // Far more than the sockets between the two can hold.
    for (index, behaviour) in [Behaviour::Huge(60_000_000), Behaviour::Flood(600_000_000)].into_iter().enumerate() {
        fake.always(behaviour);
        let failure = ask(&provider(&fake, ProviderKind::OpenAi)).await.expect_err("too much");
        assert_eq!(failure.kind, FailureKind::TooLarge);
        assert!(fake.sees_client_leave(index).await, "the rest was not sent for nothing");
    }
    fake.always(Behaviour::Huge(60_000_000));
    for (index, provider) in painters(&fake).into_iter().enumerate() {
        assert_eq!(paint(&provider).await.expect_err("too much").kind, FailureKind::TooLarge);
        assert!(fake.sees_client_leave(index + 2).await, "{:?}", provider.settings.kind);
    }
}
