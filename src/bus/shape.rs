//! What `NetBus` makes of the answers of several gateways, in the package's shapes and order.
use super::answer::key;
use super::ask::Answer;
use crate::zend::{Interned, Key, ZArray, ZVal};

/// `[['workerAddr' => …, <key> => what it holds], …]`, an entry for each gateway.
pub fn entries<T: Into<ZVal>>(answers: Vec<Answer<T>>, key: &Interned) -> ZVal {
    let mut result = ZArray::with_capacity(answers.len());
    for answer in answers {
        let mut entry = entry(answer.worker_addr, 2);
        entry.add(key, answer.held.into());
        result.push(entry.into());
    }
    result.into()
}

/// An entry with room for so many elements, the gateway's address being the first.
pub fn entry(worker_addr: ZVal, elements: usize) -> ZArray {
    let mut entry = ZArray::with_capacity(elements);
    entry.add(&key::WORKER_ADDR, worker_addr);
    entry
}

/// How the answer of one more gateway is added to those before it.
pub type Join = fn(&mut ZArray, Key<'_>, &ZVal);

/// Elements of a list follow each other.
pub fn follow(all: &mut ZArray, _key: Key<'_>, value: &ZVal) {
    all.push(value.clone());
}

/// Elements keep their keys, which are the ids of clients.
pub fn keep_key(all: &mut ZArray, key: Key<'_>, value: &ZVal) {
    all.set_key(key, value.clone());
}

/// What several gateways have answered, in one array.
pub fn joined(found: Vec<ZArray>, join: Join) -> ZArray {
    let mut found = found.into_iter();
    let mut all = found.next().unwrap_or_else(ZArray::empty);
    for more in found {
        for (key, value) in more.iter() {
            join(&mut all, key, value);
        }
    }
    all
}
