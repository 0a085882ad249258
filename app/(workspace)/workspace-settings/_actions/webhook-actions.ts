'use server'

import { IdInput } from '@/app/_lib/actions/inputs'
import { workspaceAction } from '@/app/_lib/actions/workspace-action'
import { resultMessage } from '@/lib/webhooks/deliver/deliver-webhook'
import { sendAgain, sendTestEvent } from '@/lib/webhooks/deliver/send-event'
import { EndpointInput } from '@/lib/webhooks/endpoint-input'
import {
  changeEndpoint,
  createEndpoint,
  deleteEndpoint,
  disableEndpoint,
  enableEndpoint,
  rotateEndpointSecret,
} from '@/lib/webhooks/endpoints'

const permission = 'endpoints.manage'
const revalidate = ['/workspace-settings', '/workspace-settings/webhooks/[id]']

export const createWebhook = workspaceAction(
  'createWebhook',
  { input: EndpointInput, permission, revalidate },
  async (ctx, input) => {
    await createEndpoint(ctx, input)
    return { redirectTo: `/workspace-settings/webhooks/${input.id}` }
  },
)

export const changeWebhook = workspaceAction(
  'changeWebhook',
  { input: EndpointInput, permission, revalidate },
  async (ctx, input) => {
    await changeEndpoint(ctx, input)
    return { message: 'Saved.' }
  },
)

export const enableWebhook = workspaceAction(
  'enableWebhook',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await enableEndpoint(ctx, input)
    return { message: 'The webhook is on.' }
  },
)

export const disableWebhook = workspaceAction(
  'disableWebhook',
  // Stopping what leaves the workspace is never delayed.
  { input: IdInput, permission, revalidate, recentSignIn: false },
  async (ctx, input) => {
    await disableEndpoint(ctx, input)
    return { message: 'The webhook is off.' }
  },
)

export const rotateWebhookSecret = workspaceAction(
  'rotateWebhookSecret',
  { input: IdInput, permission, revalidate },
  async (ctx, input) => {
    await rotateEndpointSecret(ctx, input)
    return { message: 'The secret is rotated.' }
  },
)

export const deleteWebhook = workspaceAction(
  'deleteWebhook',
  { input: IdInput, permission, revalidate, recentSignIn: false },
  async (ctx, input) => {
    await deleteEndpoint(ctx, input)
    return { redirectTo: '/workspace-settings?tab=webhooks' }
  },
)

export const sendTestWebhook = workspaceAction(
  'sendTestWebhook',
  { input: IdInput, permission, revalidate, recentSignIn: false, limit: 'webhook-send' },
  async (ctx, input) => ({ message: resultMessage(await sendTestEvent(ctx, input)) }),
)

export const resendDelivery = workspaceAction(
  'resendDelivery',
  { input: IdInput, permission, revalidate, recentSignIn: false, limit: 'webhook-send' },
  async (ctx, input) => ({ message: resultMessage(await sendAgain(ctx, input)) }),
)
