//! Turns `proto/` into the tables of `src/schema.rs`.
use anyhow::{Context, Result};
use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
};
use std::fmt::Write;

fn main() -> Result<()> {
    println!("cargo:rerun-if-changed=../../proto");
    let (mut v4, v6) = (compiled("netsvr.proto")?, compiled("netsvr-v6.proto")?);
    let new = v6.message_type.get(v4.message_type.len()..);
    v4.message_type.extend_from_slice(new.unwrap_or_default());
    let names = names_of(&v4);
    anyhow::ensure!(
        names == names_of(&v6),
        "the messages of both generations must stand in one order, new ones last"
    );
    let mut code = String::new();
    let fields = |message: &DescriptorProto| message.field.len();
    let widest = v4.message_type.iter().chain(&v6.message_type).map(fields);
    writeln!(
        code,
        "/// The most fields that a message has.\npub const MAX_FIELDS: usize = {};\n\
         /// How many messages there are.\npub const COUNT: usize = {};",
        widest.max().unwrap_or(0),
        names.len()
    )?;
    write_table(&mut code, "V4", &v4, &names)?;
    write_table(&mut code, "V6", &v6, &names)?;
    write_crossed(&mut code, "V6_AS_V4", &v6, &v4, &names)?;
    write_crossed(&mut code, "V4_AS_V6", &v4, &v6, &names)?;
    for declared in &v4.enum_type {
        write_enum(&mut code, declared)?;
    }
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(format!("{out}/schema.rs"), code)?;
    Ok(())
}

fn compiled(file: &str) -> Result<FileDescriptorProto> {
    protox::compile([file], ["../../proto"])?
        .file
        .pop()
        .with_context(|| format!("proto/{file} gave no descriptor"))
}

fn names_of(file: &FileDescriptorProto) -> Vec<&str> {
    file.message_type
        .iter()
        .map(DescriptorProto::name)
        .collect()
}

/// The messages of one generation.
fn write_table(
    code: &mut String,
    table: &str,
    file: &FileDescriptorProto,
    names: &[&str],
) -> Result<()> {
    writeln!(
        code,
        "/// The messages of generation {} of the protocol.\npub static {table}: [Message; COUNT] = [",
        table.trim_start_matches('V')
    )?;
    for message in &file.message_type {
        write_message(code, message, names)?;
        writeln!(code, ",")?;
    }
    writeln!(code, "];")?;
    Ok(())
}

/// Those messages of one generation that another one declares otherwise: in the other one's slots, with the numbers that
/// are sent. A field that is never sent has number 0.
fn write_crossed(
    code: &mut String,
    table: &str,
    sent: &FileDescriptorProto,
    declared: &FileDescriptorProto,
    names: &[&str],
) -> Result<()> {
    writeln!(
        code,
        "/// What a process reads otherwise than it declares it.\n\
         pub static {table}: &[Message] = &["
    )?;
    let pairs = sent.message_type.iter().zip(&declared.message_type);
    for (sent, declared) in pairs {
        let numbers = |message: &DescriptorProto| -> Vec<(String, i32)> {
            let fields = message.field.iter();
            fields
                .map(|field| (field.name().to_owned(), field.number()))
                .collect()
        };
        if numbers(sent) == numbers(declared) {
            continue;
        }
        let mut message = declared.clone();
        for field in &mut message.field {
            let same = sent.field.iter().find(|sent| sent.name == field.name);
            field.number = Some(same.map_or(0, FieldDescriptorProto::number));
        }
        write_message(code, &message, names)?;
        writeln!(code, ",")?;
    }
    writeln!(code, "];")?;
    Ok(())
}

fn write_message(code: &mut String, message: &DescriptorProto, names: &[&str]) -> Result<()> {
    writeln!(code, "Message {{ name: {:?}, fields: &[", message.name())?;
    for field in &message.field {
        let repeated = field.label() == Label::Repeated;
        let shape = match map_entry(message, field) {
            Some(entry) => {
                let [key, value] = entry.field.as_slice() else {
                    anyhow::bail!("map entry of {} has not two fields", field.name());
                };
                format!("Shape::Map({}, {})", kind(key, names)?, kind(value, names)?)
            }
            None if repeated => {
                let packable =
                    !matches!(field.r#type(), Type::String | Type::Bytes | Type::Message);
                anyhow::ensure!(
                    !packable,
                    "{}: the codec knows no packed lists",
                    field.name()
                );
                format!("Shape::Repeated({})", kind(field, names)?)
            }
            None => {
                anyhow::ensure!(
                    field.r#type() != Type::Message,
                    "{}: a field holds no message",
                    field.name()
                );
                format!("Shape::Single({})", kind(field, names)?)
            }
        };
        writeln!(
            code,
            "    Field {{ name: {:?}, number: {}, shape: {shape} }},",
            field.name(),
            field.number(),
        )?;
    }
    write!(code, "] }}")?;
    Ok(())
}

fn map_entry<'m>(
    message: &'m DescriptorProto,
    field: &FieldDescriptorProto,
) -> Option<&'m DescriptorProto> {
    let name = last_segment(field.type_name());
    message.nested_type.iter().find(|nested| {
        nested.name() == name
            && nested
                .options
                .as_ref()
                .is_some_and(prost_types::MessageOptions::map_entry)
    })
}

/// A message is named by its place in the table.
fn kind(field: &FieldDescriptorProto, names: &[&str]) -> Result<String> {
    Ok(match field.r#type() {
        Type::Message => {
            let name = last_segment(field.type_name());
            let index = names
                .iter()
                .position(|known| *known == name)
                .context("a message of another file")?;
            format!("Kind::Message({index})")
        }
        other => format!("Kind::{other:?}"),
    })
}

/// `CMD_CONN_OPEN` of `enum Cmd` becomes the constant `ConnOpen`.
fn write_enum(code: &mut String, declared: &EnumDescriptorProto) -> Result<()> {
    let prefix = format!("{}_", screaming(declared.name()));
    writeln!(
        code,
        "/// The constants of the enum `{}`.\n#[allow(clippy::unreadable_literal)]\npub static {}: &[(&str, i64)] = &[",
        declared.name(),
        screaming(declared.name())
    )?;
    for value in &declared.value {
        let bare = value
            .name()
            .strip_prefix(&prefix)
            .context("an enum value must begin with its enum's name")?;
        let constant: String = bare
            .split('_')
            .map(|word| upper_first(&word.to_lowercase()))
            .collect();
        writeln!(code, "    ({constant:?}, {}),", value.number())?;
    }
    writeln!(code, "];")?;
    Ok(())
}

fn last_segment(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or(path)
}

fn upper_first(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn screaming(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.extend(letter.to_uppercase());
    }
    out
}
