//! One request to php-fpm over a unix socket, on a connection of its own, as
//! web servers make it unless they are told otherwise.

use crate::sink::PATIENCE;
use anyhow::{bail, ensure, Context, Result};
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;

const VERSION: u8 = 1;
const BEGIN_REQUEST: u8 = 1;
const END_REQUEST: u8 = 3;
const PARAMS: u8 = 4;
const STDIN: u8 = 5;
const STDOUT: u8 = 6;
const STDERR: u8 = 7;
/// The role of a program that answers requests; the connection ends with the
/// answer.
const RESPONDER: [u8; 8] = [0, 1, 0, 0, 0, 0, 0, 0];

/// What `script` answers: the body alone.
pub fn get(socket: &Path, script: &Path, query: &str) -> Result<Vec<u8>> {
    let script = script.to_str().context("the path of a script")?;
    let mut pairs = Vec::new();
    for (name, value) in [
        ("SCRIPT_FILENAME", script),
        ("QUERY_STRING", query),
        ("REQUEST_METHOD", "GET"),
        ("SERVER_PROTOCOL", "HTTP/1.1"),
    ] {
        put_length(&mut pairs, name.len())?;
        put_length(&mut pairs, value.len())?;
        pairs.extend_from_slice(name.as_bytes());
        pairs.extend_from_slice(value.as_bytes());
    }
    let mut request = Vec::new();
    put_record(&mut request, BEGIN_REQUEST, &RESPONDER)?;
    put_record(&mut request, PARAMS, &pairs)?;
    put_record(&mut request, PARAMS, b"")?;
    put_record(&mut request, STDIN, b"")?;

    let mut stream = UnixStream::connect(socket).context("php-fpm does not accept")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(&request)?;
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .context("php-fpm does not answer")?;
    body(&answer)
}

fn put_length(out: &mut Vec<u8>, length: usize) -> Result<()> {
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => out.extend_from_slice(&(u32::try_from(length)? | 1 << 31).to_be_bytes()),
    }
    Ok(())
}

fn put_record(out: &mut Vec<u8>, kind: u8, content: &[u8]) -> Result<()> {
    let [high, low] = u16::try_from(content.len())?.to_be_bytes();
    out.extend_from_slice(&[VERSION, kind, 0, 1, high, low, 0, 0]);
    out.extend_from_slice(content);
    Ok(())
}

/// The body of the answer in these records, which must have ended well.
fn body(mut records: &[u8]) -> Result<Vec<u8>> {
    let mut output = Vec::new();
    let mut ended = false;
    while let Some((&[_, kind, _, _, high, low, padding, _], rest)) = records.split_first_chunk() {
        let length = usize::from(u16::from_be_bytes([high, low]));
        let content = rest.get(..length).context("half a record")?;
        records = rest
            .get(length + usize::from(padding)..)
            .unwrap_or_default();
        match kind {
            STDOUT => output.extend_from_slice(content),
            STDERR => bail!("php-fpm says: {}", String::from_utf8_lossy(content)),
            END_REQUEST => ended = true,
            _ => {}
        }
    }
    ensure!(ended, "an answer without an end");
    let end_of_head = output.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let at = end_of_head.context("an answer without a head")? + 4;
    ensure!(
        !output.starts_with(b"Status:"),
        "an answer that begins with {}",
        String::from_utf8_lossy(output.get(..at).unwrap_or_default())
    );
    Ok(output.split_off(at))
}
