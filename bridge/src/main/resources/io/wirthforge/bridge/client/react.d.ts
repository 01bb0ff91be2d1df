import type { Status } from "./connection.js";
import type { Stream } from "./stream.js";
/** How it stands with the connection; renders when that changes. */
export declare function useConnection(stream: Stream<any>): Status;
/** The events of a type as the state holds them; renders at most once per picture of the display. */
export declare function useChannel<Events, T extends keyof Events & string>(stream: Stream<Events>, type: T): readonly Events[T][];
