//! `NetsvrBusiness\NetBus`: the 33 methods, from their arguments to the sockets and back.
//!
//! | here | what for |
//! |---|---|
//! | [`one_way`], [`bulk`] | one-way commands |
//! | [`query`], [`gateway_state`] | queries |
//! | [`managers`], [`routing`] | which sockets a call goes to, and which clients belong to which |
//! | [`list`], [`encode`] | arguments, and the frames made of them |
//! | [`delivery`] | frames over both kinds of sockets |
//! | [`ask`], [`clients`] | asking all gateways the same, and each about its own clients |
//! | [`answer`], [`answer_size`], [`shape`] | from answers to PHP values |
//! | [`protected`] | what child classes of `NetBus` may call |
mod answer;
mod answer_size;
mod ask;
mod bulk;
mod clients;
mod delivery;
mod encode;
mod gateway_state;
mod list;
mod managers;
mod one_way;
mod protected;
mod query;
mod routing;
mod shape;

use crate::zend::call::Handler;
use crate::zend::{handler, Class, ClassBuilder, Method, Type};

static NET_BUS: Class = Class::unset();

/// At module start.
pub fn register() {
    answer::key::make();
    ClassBuilder::new("NetsvrBusiness\\NetBus")
        .not_serializable()
        .methods(one_way_commands())
        .methods(queries())
        .methods(protected::methods())
        .register(&NET_BUS);
}

fn one_way_commands() -> Vec<Method> {
    let command =
        |name: &str, function: Handler| Method::new(name, function).fixed().returns(Type::VOID);
    let (string, list) = (Type::STRING, Type::ARRAY | Type::STRING);
    let ids = list | Type::INT;
    vec![
        command("connInfoUpdate", handler(one_way::conn_info_update))
            .param("connInfoUpdate", Type::class("Netsvr\\ConnInfoUpdate")),
        command("connInfoDelete", handler(one_way::conn_info_delete))
            .param("connInfoDelete", Type::class("Netsvr\\ConnInfoDelete")),
        command("broadcast", handler(one_way::broadcast)).param("data", string),
        command("multicast", handler(one_way::multicast))
            .param("uniqIds", list)
            .param("data", string),
        command(
            "multicastByCustomerId",
            handler(one_way::multicast_by_customer_id),
        )
        .param("customerIds", ids)
        .param("data", string),
        command("singleCast", handler(one_way::single_cast))
            .param("uniqId", string)
            .param("data", string),
        command(
            "singleCastByCustomerId",
            handler(one_way::single_cast_by_customer_id),
        )
        .param("customerId", Type::STRING | Type::INT)
        .param("data", string),
        command("singleCastBulk", handler(bulk::single_cast_bulk)).param("params", Type::ARRAY),
        command(
            "singleCastBulkByCustomerId",
            handler(bulk::single_cast_bulk_by_customer_id),
        )
        .param("params", Type::ARRAY),
        command("topicSubscribe", handler(one_way::topic_subscribe))
            .param("uniqId", string)
            .param("topics", list)
            .optional("data", string, "\"\""),
        command("topicUnsubscribe", handler(one_way::topic_unsubscribe))
            .param("uniqId", string)
            .param("topics", list)
            .optional("data", string, "\"\""),
        command("topicDelete", handler(one_way::topic_delete))
            .param("topics", list)
            .optional("data", string, "\"\""),
        command("topicPublish", handler(one_way::topic_publish))
            .param("topics", list)
            .param("data", string),
        command("topicPublishBulk", handler(bulk::topic_publish_bulk)).param("params", Type::ARRAY),
        command("forceOffline", handler(one_way::force_offline))
            .param("uniqIds", list)
            .optional("data", string, "\"\""),
        command(
            "forceOfflineByCustomerId",
            handler(one_way::force_offline_by_customer_id),
        )
        .param("customerIds", ids)
        .optional("data", string, "\"\""),
        command("forceOfflineGuest", handler(one_way::force_offline_guest))
            .param("uniqIds", list)
            .optional("data", string, "\"\"")
            .optional("delay", Type::INT, "0"),
    ]
}

fn queries() -> Vec<Method> {
    let query =
        |name: &str, function: Handler| Method::new(name, function).fixed().returns(Type::ARRAY);
    let list = Type::ARRAY | Type::STRING;
    vec![
        query("checkOnline", handler(query::check_online)).param("uniqIds", list),
        query("uniqIdList", handler(query::uniq_id_list)),
        query("uniqIdCount", handler(query::uniq_id_count)),
        query("topicCount", handler(query::topic_count)),
        query("topicList", handler(query::topic_list)),
        query("topicUniqIdList", handler(query::topic_uniq_id_list)).param("topics", list),
        query("topicUniqIdCount", handler(query::topic_uniq_id_count))
            .param("topics", list)
            .optional("allTopic", Type::BOOL, "false"),
        query(
            "topicCustomerIdList",
            handler(query::topic_customer_id_list),
        )
        .param("topics", list),
        query(
            "topicCustomerIdToUniqIdsList",
            handler(query::topic_customer_id_to_uniq_ids_list),
        )
        .param("topics", list),
        query(
            "topicCustomerIdCount",
            handler(query::topic_customer_id_count),
        )
        .param("topics", list)
        .optional("allTopic", Type::BOOL, "false"),
        query("connInfo", handler(query::conn_info))
            .param("uniqIds", list)
            .optional("reqCustomerId", Type::BOOL, "true")
            .optional("reqSession", Type::BOOL, "true")
            .optional("reqTopic", Type::BOOL, "true"),
        query(
            "connInfoByCustomerId",
            handler(query::conn_info_by_customer_id),
        )
        .param("customerIds", list)
        .optional("reqUniqId", Type::BOOL, "true")
        .optional("reqSession", Type::BOOL, "true")
        .optional("reqTopic", Type::BOOL, "true"),
        query("metrics", handler(gateway_state::metrics)).optional("precision", Type::INT, "3"),
        query("limit", handler(gateway_state::limit))
            .optional(
                "limitReq",
                Type::class("Netsvr\\LimitReq").nullable(),
                "null",
            )
            .optional("workerAddr", Type::STRING, "\"\""),
        query("customerIdList", handler(query::customer_id_list)),
        query("customerIdCount", handler(query::customer_id_count)),
    ]
}
