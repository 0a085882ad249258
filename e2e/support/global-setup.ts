import { copyPreparedData } from './prepared-data'
import { E2E_DATA_DIR } from './product'
import { emptyDataFolder, ensureTestBuild, startProduct } from './start-product'

/** Starts the whole product with fresh data; returns a function that stops it. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await emptyDataFolder(E2E_DATA_DIR)
  const version = await ensureTestBuild()
  if (!process.env.E2E_DATABASE_URL) copyPreparedData(version)
  return startProduct(E2E_DATA_DIR)
}
