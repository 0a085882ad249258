import { and, eq } from 'drizzle-orm'
import { inWorkspace, system } from '@/db/client'
import { readMarketNow } from '@/db/product-time'
import { saleSetModels, valuationModels } from '@/db/schema'
import type { SalesSource } from '@/lib/sales/source'
import type { Model } from '../model'
import { unpack } from './artifact'

type StoredModel = { trainedUntil: string; fingerprint: string; artefact: Uint8Array }

/** A stored model, if it was trained on these sales with today's method. Own models stay in their workspace (R35). */
export async function readStoredModel(
  source: SalesSource,
  trainedUntil: string,
  fingerprint: string,
): Promise<Model | null> {
  const [row] = await (source.kind === 'county'
    ? system().select().from(valuationModels).where(eq(valuationModels.trainedUntil, trainedUntil))
    : inWorkspace(source.workspaceId, (tx) =>
        tx
          .select()
          .from(saleSetModels)
          .where(
            and(
              eq(saleSetModels.workspaceId, source.workspaceId),
              eq(saleSetModels.setId, source.setId),
              eq(saleSetModels.trainedUntil, trainedUntil),
            ),
          ),
      ))
  return row?.fingerprint === fingerprint ? unpack(row.artefact) : null
}

export async function storeModel(source: SalesSource, model: StoredModel): Promise<void> {
  const { trainedUntil, ...rest } = model
  const set = { ...rest, trainedAt: await readMarketNow() }
  if (source.kind === 'county') {
    await system()
      .insert(valuationModels)
      .values({ trainedUntil, ...set })
      .onConflictDoUpdate({ target: valuationModels.trainedUntil, set })
    return
  }
  const { workspaceId, setId } = source
  await inWorkspace(workspaceId, (tx) =>
    tx
      .insert(saleSetModels)
      .values({ workspaceId, setId, trainedUntil, ...set })
      .onConflictDoUpdate({
        target: [saleSetModels.workspaceId, saleSetModels.setId, saleSetModels.trainedUntil],
        set,
      }),
  )
}
