import { isPortFree } from '../ports'
import { PORT_VARIABLES, type Ports, StartError, type StartSettings } from './settings/settings'

/** Reports a port in use before anything starts, with the variable that changes it. */
export async function checkPorts({ ports, emulators }: StartSettings): Promise<void> {
  // PostgreSQL checks its own port, which a server of an earlier start may still use.
  const required: (keyof Ports)[] = ['web']
  if (emulators.stripe) required.push('stripe')
  if (emulators.mail) required.push('smtp', 'mail')
  for (const name of required) {
    if (await isPortFree(ports[name])) continue
    const also = name === 'web' ? ' The other ports follow from it.' : ''
    throw new StartError(
      `Port ${ports[name]} is in use by another program. Set ${PORT_VARIABLES[name]} to a free port.${also}`,
    )
  }
}
