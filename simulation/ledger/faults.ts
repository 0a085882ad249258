/** Deliberate faults. Each kind is counted where it happens, so that a fault that never occurred is noticed. */
export const faultKinds = [
  'connection cut before a message',
  'connection cut within a message',
  'connection cut after a message',
  'answer to a commit lost',
  'worker killed',
  'worker killed after a commit',
  'serialization failure',
  'deadlock',
  'statement timeout',
  'server stopped immediately',
  'same command simultaneously',
  'same command later',
  'clock past a cycle end',
  'clock moved during commands',
  'clock set back',
  'several workers on one workspace',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** On the connection between a worker and the server: at the worker's `message`th message from now on. */
export type WireFault =
  | {
      kind:
        | 'connection cut before a message'
        | 'connection cut within a message'
        | 'connection cut after a message'
        | 'worker killed'
      message: number
    }
  | { kind: 'answer to a commit lost' | 'worker killed after a commit' }

/** Raised by the server when a batch next writes this workspace's balance. */
export type ServerFault = {
  kind: 'serialization failure' | 'deadlock' | 'statement timeout'
  workspace: number
}

export type Fault =
  | { at: 'wire'; worker: number; fault: WireFault }
  | { at: 'server'; fault: ServerFault }
  | { at: 'host'; kind: 'server stopped immediately' }

export type FaultCounts = Partial<Record<FaultKind, number>>

export function count(counts: FaultCounts, kind: FaultKind, times = 1): void {
  counts[kind] = (counts[kind] ?? 0) + times
}
