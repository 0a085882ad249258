import { importFile } from './ingest/import-file'
import { makePosts } from './posts/make-posts'

/** A process that imports one file and creates its posts. A test kills it in the middle. */
const [workspaceId, id] = process.argv.slice(2)
const job = { workspaceId: Number(workspaceId), id: id ?? '' }
await importFile(job)
await makePosts(job)
process.exit(0)
