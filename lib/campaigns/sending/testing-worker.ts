import { sendCampaign } from './send-campaign'

/** A separate process that sends one campaign, for the test that kills it midway. */
const [workspaceId, id] = process.argv.slice(2)
await sendCampaign({ workspaceId: Number(workspaceId), id: id ?? '' }, { outbox: { perSecond: 60 } })
process.exit(0)
