//! `NetsvrBusiness\NetBus`: its methods, from their arguments to the sockets and back.
//!
//! | here | what for |
//! |---|---|
//! | [`one_way`], [`for_clients`], [`bulk`] | one-way commands |
//! | [`query`], [`gateway_state`] | queries |
//! | [`managers`], [`routing`] | which sockets a call goes to, and which clients belong to which |
//! | [`list`], [`encode`] | arguments, and the frames made of them |
//! | [`delivery`] | frames over both kinds of sockets |
//! | [`flush`] | whether the gateways have carried out what was sent |
//! | [`text`] | data that is not text |
//! | [`failures`] | gateways that a call has failed at |
//! | [`ask`], [`clients`] | asking all gateways the same, and each about its own clients |
//! | [`answer`], [`answer_size`], [`shape`] | from answers to PHP values |
//! | [`ret`] | the results of generation 8, made of what the gateways have answered |
//! | [`fake`] | the door to the fake of the Composer library |
//! | [`readiness`] | whether every gateway answers |
//! | [`protected`] | what child classes of `NetBus` may call |
mod answer;
mod answer_size;
mod ask;
mod bulk;
mod clients;
pub mod coalesce;
mod delivery;
mod encode;
mod failures;
mod fake;
mod flush;
mod for_clients;
mod gateway_state;
mod list;
mod managers;
mod one_way;
mod protected;
mod query;
pub mod readiness;
mod ret;
mod routing;
mod shape;
mod text;

use crate::api::{self, NetBus, Row};
use crate::message;
use crate::zend::call::Handler;
use crate::zend::{handler, Class, ClassBuilder, Method};

static NET_BUS: Class = Class::unset();

/// At module start.
pub fn register() {
    answer::key::register();
    coalesce::register();
    ret::register();
    ClassBuilder::new("NetsvrBusiness\\NetBus")
        .not_serializable()
        .methods(api::net_bus().iter().filter_map(method))
        .register(&NET_BUS);
}

fn method(row: &Row<NetBus>) -> Option<Method> {
    row.declare("", handler_of(row.of)).map(Method::fixed)
}

/// What a call of the method runs.
fn handler_of(method: NetBus) -> Handler {
    use NetBus as N;
    match method {
        N::ConnInfoUpdate => handler(one_way::conn_info_update),
        N::ConnInfoDelete => handler(one_way::conn_info_delete),
        N::Broadcast => handler(one_way::broadcast),
        N::Multicast => handler(one_way::multicast),
        N::MulticastByCustomerId => handler(one_way::multicast_by_customer_id),
        N::SingleCast => handler(one_way::single_cast),
        N::SingleCastByCustomerId => handler(one_way::single_cast_by_customer_id),
        N::SingleCastBulk => handler(bulk::single_cast_bulk),
        N::SingleCastBulkByCustomerId => handler(bulk::single_cast_bulk_by_customer_id),
        N::TopicSubscribe => handler(one_way::topic_subscribe),
        N::TopicUnsubscribe => handler(one_way::topic_unsubscribe),
        N::TopicDelete => handler(one_way::topic_delete),
        N::TopicPublish => handler(one_way::topic_publish),
        N::TopicPublishBulk => handler(bulk::topic_publish_bulk),
        N::ForceOffline => handler(one_way::force_offline),
        N::ForceOfflineByCustomerId => handler(one_way::force_offline_by_customer_id),
        N::ForceOfflineGuest => handler(one_way::force_offline_guest),
        N::CheckOnline => handler(query::check_online),
        N::UniqIdList => handler(query::uniq_id_list),
        N::UniqIdCount => handler(query::uniq_id_count),
        N::TopicCount => handler(query::topic_count),
        N::TopicList => handler(query::topic_list),
        N::TopicUniqIdList => handler(query::topic_uniq_id_list),
        N::TopicUniqIdCount => handler(query::topic_uniq_id_count),
        N::TopicCustomerIdList => handler(query::topic_customer_id_list),
        N::TopicCustomerIdToUniqIdsList => handler(query::topic_customer_id_to_uniq_ids_list),
        N::TopicCustomerIdCount => handler(query::topic_customer_id_count),
        N::ConnInfo => handler(query::conn_info),
        N::ConnInfoByCustomerId => handler(query::conn_info_by_customer_id),
        N::Metrics => handler(gateway_state::metrics),
        N::Limit => handler(gateway_state::limit),
        N::CustomerIdList => handler(query::customer_id_list),
        N::CustomerIdCount => handler(query::customer_id_count),
        N::Flush => handler(flush::flush),
        N::Fake => handler(fake::fake),
        N::SendToSockets => handler(protected::send_to_sockets),
        N::SendToSocketByUniqId => handler(protected::send_to_socket_by_uniq_id),
        N::SendToSocketByWorkerAddrAsHex => handler(protected::send_to_socket_by_worker_addr),
        N::GetSocketByUniqId => handler(protected::get_socket_by_uniq_id),
        N::IsSinglePoint => handler(protected::is_single_point),
        N::GetTaskSocketManger => handler(protected::get_task_socket_manger),
        N::GetUniqIdsGroupByWorkerAddrAsHex => handler(protected::group_uniq_ids),
        N::RepeatedFieldToArray => handler(message::repeated_field_to_array),
        N::Pack => handler(protected::pack),
        N::Unpack => handler(protected::unpack),
    }
}
