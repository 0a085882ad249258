import type { Task } from '../reader-thread'

/** For tests: an entry point that misbehaves as its input says, like a flawed parser would. */
export default async function misbehave({ bytes, port }: Task): Promise<void> {
  port.postMessage({ kind: 'started' })
  if (new TextDecoder().decode(bytes) === 'memory') {
    const held: number[][] = []
    for (;;) held.push(Array.from({ length: 100_000 }, (_, i) => i))
  }
  for (;;);
}
