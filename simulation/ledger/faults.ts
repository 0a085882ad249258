/** What goes wrong on purpose. Each kind is counted where it happens, so that a fault that never fired is noticed. */
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
  'server stopped at once',
  'same command at once',
  'same command later',
  'clock over a cycle end',
  'clock moved under way',
  'clock set back',
  'several workers at one workspace',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** On the wire between a worker and the server: at the `message`th message that the worker sends from now on. */
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

/** Raised by the server itself, when a batch next writes this workspace's balance. */
export type ServerFault = {
  kind: 'serialization failure' | 'deadlock' | 'statement timeout'
  workspace: number
}

export type Fault =
  | { at: 'wire'; worker: number; fault: WireFault }
  | { at: 'server'; fault: ServerFault }
  | { at: 'host'; kind: 'server stopped at once' }

export type FaultCounts = Partial<Record<FaultKind, number>>

export function count(counts: FaultCounts, kind: FaultKind, times = 1): void {
  counts[kind] = (counts[kind] ?? 0) + times
}
