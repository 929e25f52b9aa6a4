//! A server that speaks the protocols of all providers, well or badly as a test wants it, and remembers what it was
//! asked. A real one on a real port: connections break here as they break outside. Needs tokio and serde_json only, so
//! that the tests of the whole console can include it by its path.

#![allow(dead_code, reason = "each test that includes it uses a part")]
#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod protocols;

use std::{
    io,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use greenroom_core::providers::ProviderKind;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};

/// What becomes of one request.
#[derive(Debug, Clone)]
pub enum Behaviour {
    /// A small sensible answer of the kind asked for.
    Usual,
    /// The model answers with this document, in pieces.
    Json(Value),
    /// The model says this, in pieces.
    Text(String),
    /// The same, but the model was stopped at its longest answer.
    Shortened(String),
    /// The same, with a pause before each piece.
    Slow {
        text: String,
        pause: Duration,
    },
    /// The provider's safety rules forbid the answer.
    Blocked(String),
    Picture(Vec<u8>),
    Models(Vec<String>),
    Status {
        code: u16,
        retry_after: Option<String>,
        body: String,
    },
    /// No answer at all, while the connection stays.
    Hang,
    /// The usual answer stops after so many bytes, while the connection stays.
    StallAfter(usize),
    /// The usual answer, and the connection breaks after so many bytes of it.
    CutAfter(usize),
    /// The right content type around something else.
    Garbage,
    /// Not even HTTP.
    NotHttp,
    WrongContentType,
    /// A text, or a picture, of so many bytes.
    Huge(usize),
    /// So many bytes without an end of line.
    Flood(usize),
    /// Exactly this.
    Raw {
        content_type: String,
        body: String,
    },
}

impl Behaviour {
    pub fn status(code: u16) -> Self {
        Behaviour::Status { code, retry_after: None, body: String::new() }
    }
}

#[derive(Debug, Clone)]
pub struct Request {
    pub method: String,
    /// Without the query.
    pub path: String,
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Value,
    pub at: Instant,
    gone: Arc<AtomicBool>,
    answered: Arc<AtomicBool>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether the client closed the connection before the answer was whole.
    pub fn client_went_away(&self) -> bool {
        self.gone.load(Ordering::Acquire) && !self.answered.load(Ordering::Acquire)
    }

    pub fn is_for_models(&self) -> bool {
        self.path.ends_with("/models") || self.path.ends_with("/sd-models")
    }

    /// Whether the client asked for a stream.
    fn streams(&self) -> bool {
        self.path.ends_with(":streamGenerateContent") || self.body["stream"] == true
    }
}

type Script = Box<dyn FnMut(&Request) -> Behaviour + Send>;

pub struct FakeModels {
    port: u16,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    script: Mutex<Script>,
    requests: Mutex<Vec<Request>>,
    stopped: Notify,
}

impl FakeModels {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let shared = Arc::new(Shared {
            script: Mutex::new(Box::new(|_| Behaviour::Usual)),
            requests: Mutex::default(),
            stopped: Notify::new(),
        });
        let accepting = tokio::spawn({
            let shared = shared.clone();
            async move {
                while let Ok((stream, _)) = listener.accept().await {
                    let shared = shared.clone();
                    tokio::spawn(async move {
                        tokio::select! {
                            _ = serve(stream, &shared) => {}
                            () = shared.stopped.notified() => {}
                        }
                    });
                }
            }
        });
        Self { port, shared, accepting }
    }

    /// What a person would enter as the provider's address.
    pub fn base_url(&self, kind: ProviderKind) -> String {
        let path = match kind {
            ProviderKind::OpenAi | ProviderKind::Anthropic => "/v1",
            ProviderKind::Gemini => "/v1beta",
            ProviderKind::Automatic1111 => "",
        };
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// From now on; asked for every request, also for those of the list of models.
    pub fn answer_with(&self, script: impl FnMut(&Request) -> Behaviour + Send + 'static) {
        *self.shared.script.lock().expect("the script") = Box::new(script);
    }

    pub fn always(&self, behaviour: Behaviour) {
        self.answer_with(move |_| behaviour.clone());
    }

    /// One after the other; then the last for ever.
    pub fn in_turn(&self, behaviours: impl IntoIterator<Item = Behaviour>) {
        let mut left: std::collections::VecDeque<_> = behaviours.into_iter().collect();
        self.answer_with(move |_| match left.len() {
            0 => Behaviour::Usual,
            1 => left[0].clone(),
            _ => left.pop_front().expect("one more"),
        });
    }

    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().expect("the requests").clone()
    }

    /// Waits for a client to leave before its answer; `false` if it does not within five seconds.
    pub async fn sees_client_leave(&self, index: usize) -> bool {
        for _ in 0..500 {
            if self.requests().get(index).is_some_and(Request::client_went_away) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }

    /// Waits until so many requests have come; `false` if they do not within five seconds.
    pub async fn sees_requests(&self, count: usize) -> bool {
        for _ in 0..500 {
            if self.requests().len() >= count {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        false
    }
}

impl Drop for FakeModels {
    fn drop(&mut self) {
        self.accepting.abort();
        self.shared.stopped.notify_waiters();
    }
}

/// One connection, one request.
async fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    let Some(request) = receive(&mut stream).await? else { return Ok(()) };
    shared.requests.lock().expect("the requests").push(request.clone());
    let behaviour = (shared.script.lock().expect("the script"))(&request);
    let (mut from_client, mut to_client) = stream.split();
    let leaving = async {
        let mut rest = [0; 512];
        while from_client.read(&mut rest).await.is_ok_and(|count| count > 0) {}
    };
    tokio::select! {
        sent = respond(&mut to_client, &request, behaviour) => {
            match sent {
                Ok(()) => request.answered.store(true, Ordering::Release),
                Err(_) => request.gone.store(true, Ordering::Release),
            }
        }
        () = leaving => request.gone.store(true, Ordering::Release),
    }
    Ok(())
}

async fn receive(stream: &mut TcpStream) -> io::Result<Option<Request>> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        // Somebody wants to encrypt: what servers without encryption answer to that.
        if bytes.first() == Some(&0x16) {
            stream.write_all(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n").await?;
            return Ok(None);
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (first.next().unwrap_or_default(), first.next().unwrap_or_default());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut body = bytes.split_off(end + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await? == 0 {
            return Ok(None);
        }
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Some(Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
        at: Instant::now(),
        gone: Arc::default(),
        answered: Arc::default(),
    }))
}

type Out<'a> = tokio::net::tcp::WriteHalf<'a>;

async fn respond(out: &mut Out<'_>, request: &Request, behaviour: Behaviour) -> io::Result<()> {
    match behaviour {
        Behaviour::Hang => std::future::pending().await,
        Behaviour::NotHttp => out.write_all(b"SSH-2.0-OpenSSH_9.6\r\n\r\n").await,
        Behaviour::Status { code, retry_after, body } => {
            let wait = retry_after.map(|wait| format!("retry-after: {wait}\r\n")).unwrap_or_default();
            let body = if body.is_empty() { protocols::error(request, code) } else { body };
            let length = body.len();
            let head = format!("HTTP/1.1 {code} Fake\r\ncontent-type: application/json\r\n{wait}connection: close\r\n");
            out.write_all(format!("{head}content-length: {length}\r\n\r\n{body}").as_bytes()).await
        }
        Behaviour::CutAfter(bytes) => send(out, protocols::answer(request, Behaviour::Usual), Some(bytes)).await,
        Behaviour::StallAfter(bytes) => {
            send(out, protocols::answer(request, Behaviour::Usual), Some(bytes)).await?;
            std::future::pending().await
        }
        behaviour => send(out, protocols::answer(request, behaviour), None).await,
    }
}

/// A body, made while it is sent: some are larger than a test should hold.
pub struct Body {
    content_type: String,
    pieces: Box<dyn Iterator<Item = Vec<u8>> + Send>,
    pause: Duration,
}

/// In chunks, so that a client knows a broken answer from a whole one.
async fn send(out: &mut Out<'_>, body: Body, most: Option<usize>) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n",
        body.content_type
    );
    out.write_all(head.as_bytes()).await?;
    let mut left = most.unwrap_or(usize::MAX);
    for mut piece in body.pieces {
        tokio::time::sleep(body.pause).await;
        piece.truncate(left);
        left -= piece.len();
        if !piece.is_empty() {
            out.write_all(format!("{:x}\r\n", piece.len()).as_bytes()).await?;
            out.write_all(&piece).await?;
            out.write_all(b"\r\n").await?;
            out.flush().await?;
        }
        if left == 0 {
            return Ok(());
        }
    }
    out.write_all(b"0\r\n\r\n").await?;
    out.shutdown().await
}
