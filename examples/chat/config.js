/*
 * Where the gateways are, for the page. One address is enough. With several the page takes one of them, and the next
 * one when the connection is lost. demo.sh writes a file of its own with the addresses of its two gateways.
 */
export const gateways = [`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/netsvr`];
/** The worker addresses of the same gateways, for the live pane; without it there is no pane. */
export const workers = [];
/** Seconds until demo.sh starts a killed gateway again. */
export const backSeconds = 0;
