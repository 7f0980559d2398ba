import { relay } from "../../../../relay";

export { relay as GET, relay as OPTIONS, relay as POST, relay as PUT };
