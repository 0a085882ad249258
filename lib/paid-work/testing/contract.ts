import { describe } from 'vitest'
import type { WorkRequest, WorkRow } from '../paid-work'
import { testChanges } from './changes'
import { testEndings } from './endings'
import { harnessOf, type Kind } from './harness'
import { testReading } from './reading'
import { testRequests } from './requests'
import { testSweep } from './sweep'

/**
 * Tests the contract of every kind of paid work. Call it in the kind's database test, after its catalog is prepared.
 */
export function testPaidWork<Row extends WorkRow, Request extends WorkRequest>(
  kind: Kind<Row, Request>,
): void {
  const harness = harnessOf(kind)
  describe(`paid work: ${kind.work.kind}`, () => {
    testRequests(harness)
    testEndings(harness)
    testReading(harness)
    testSweep(harness)
    testChanges(harness)
  })
}
