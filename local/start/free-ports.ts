import { isPortFree } from '../ports'
import { PORT_VARIABLES, type Ports, StartError, type StartSettings } from './settings/settings'

/** Before anything starts: a taken port is said at once, with the variable that moves ours. */
export async function checkPorts({ ports, standIns }: StartSettings): Promise<void> {
  // PostgreSQL checks its own, which may still be held by the server of an earlier start.
  const needed: (keyof Ports)[] = ['web']
  if (standIns.stripe) needed.push('stripe')
  if (standIns.mail) needed.push('smtp', 'mail')
  for (const name of needed) {
    if (await isPortFree(ports[name])) continue
    const also = name === 'web' ? ' The other ports follow it.' : ''
    throw new StartError(
      `Port ${ports[name]} is taken by another program. Set ${PORT_VARIABLES[name]} to a free one.${also}`,
    )
  }
}
