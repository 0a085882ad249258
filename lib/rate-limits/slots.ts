import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { system } from '@/db/client'
import { slotLimitRefusal } from './labels'
import { type SlotName, slotLimitOf } from './limits'

/**
 * Limits how many of a kind run at the same time, across all processes. One row per subject stores who has a slot and
 * until when, and one statement decides, so that 40 simultaneous requests get exactly the available slots. A slot whose
 * process died is free again when its lease ends.
 */

export type Slot = {
  /** Extends the slot by another lease. */
  renew(): Promise<void>
  release(): Promise<void>
}

/** The row's holders whose lease has not ended. */
const LIVE = sql`(select coalesce(jsonb_object_agg(h.id, h.until), '{}') from jsonb_each(use_slots.holders) h(id, until)
  where h.until::text::numeric > extract(epoch from now()) * 1000)`

/**
 * Takes a slot. A repeated request with the same `id` keeps its slot.
 * @throws Refusal `rate.limited` when all slots are taken
 */
export async function takeSlot(
  name: SlotName,
  subject: string | number,
  { id = randomUUID() as string, leaseSeconds = slotLimitOf(name).leaseSeconds } = {},
): Promise<Slot> {
  const { most } = slotLimitOf(name)
  const key = `${name}:${subject}`
  const [until, end] = [untilOf(leaseSeconds), endOf(leaseSeconds)]
  const taken = await system().execute(sql`
    insert into use_slots (key, holders, expire) values (${key}, jsonb_build_object(${id}::text, ${until}), ${end})
    on conflict (key) do update set holders = ${LIVE} || excluded.holders, expire = excluded.expire
      where use_slots.holders ? ${id} or (select count(*) from jsonb_object_keys(${LIVE})) < ${most}::int
    returning key`)
  if (taken.length === 0) throw slotLimitRefusal(slotLimitOf(name))
  return slotOf(name, subject, { id, leaseSeconds })
}

/** The slot with this id. Renewing or releasing a slot that was not taken does nothing. */
export function slotOf(
  name: SlotName,
  subject: string | number,
  { id, leaseSeconds = slotLimitOf(name).leaseSeconds }: { id: string; leaseSeconds?: number },
): Slot {
  const key = `${name}:${subject}`
  return {
    async renew() {
      await system().execute(sql`update use_slots
        set holders = holders || jsonb_build_object(${id}::text, ${untilOf(leaseSeconds)}), expire = ${endOf(leaseSeconds)}
        where key = ${key} and holders ? ${id}`)
    },
    async release() {
      await system().execute(
        sql`update use_slots set holders = holders - ${id}::text where key = ${key} and holders ? ${id}`,
      )
    },
  }
}

const untilOf = (leaseSeconds: number) =>
  sql`(extract(epoch from now()) * 1000 + ${leaseSeconds * 1000}::int)::bigint`
const endOf = (leaseSeconds: number) => sql`now() + make_interval(secs => ${leaseSeconds}::int)`

/** Runs `work` in a slot and frees it, whatever the outcome. */
export async function runInSlot<T>(
  name: SlotName,
  subject: string | number,
  work: () => Promise<T>,
): Promise<T> {
  const slot = await takeSlot(name, subject)
  try {
    return await work()
  } finally {
    await slot.release()
  }
}

/** The same for a generator: the slot is freed after the last piece, or when the consumer stops. */
export async function streamInSlot<T>(
  name: SlotName,
  subject: string | number,
  pieces: AsyncGenerator<T>,
): Promise<AsyncGenerator<T>> {
  const slot = await takeSlot(name, subject)
  async function* all() {
    try {
      yield* pieces
    } finally {
      await slot.release()
    }
  }
  return all()
}
