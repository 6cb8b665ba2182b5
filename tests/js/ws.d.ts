/* As much of the types of the package ws as usage.ts needs. */
import { WebSocketConstructor } from '../../js/netsvr.js';

export const WebSocket: WebSocketConstructor;
