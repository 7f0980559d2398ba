//! The program: its one line, and its end.

use std::process::Stdio;

use serde_json::Value;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;

#[tokio::test]
async fn it_prints_one_line_serves_and_ends_with_its_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_simulator"))
        .args(["--seconds", "0.5", "--until-stdin-closes"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    let ready: Value = serde_json::from_str(&line).unwrap();
    assert_eq!(ready["page"], Value::Null);
    let options = format!("{}/s1/control/options", ready["api"].as_str().unwrap());
    let options: Value = reqwest::get(options).await.unwrap().json().await.unwrap();
    assert_eq!(options["jobMs"], 500);
    drop(child.stdin.take());
    assert!(child.wait().await.unwrap().success());
    assert_eq!(lines.next_line().await.unwrap(), None);
}
