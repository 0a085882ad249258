import { inject } from 'vitest'

/** Whether the tests run on Citus (TEST_DATABASE_URL, R53). */
export const isOnCitus = (): boolean => inject('citusNodes') !== null

/** The same, with the reason why a test is only about one PostgreSQL: `it.skipIf(onCitus('…'))`. docs/citus.md lists these. */
export const onCitus = (_reason: string): boolean => isOnCitus()
