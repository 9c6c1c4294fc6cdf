import type { Deps } from '../src/base/deps.ts'
import { serveGroup } from './group-server.ts'
import { closeDemoGroup, openDemoGroup } from './group-world.ts'

/** Opens the demo's group and its page, on the port after the program's own (any free one when that is taken); gives its address. */
export async function startDemoGroup(deps: Deps, staff: string): Promise<{ address: string; close(): Promise<void> }> {
  const group = await openDemoGroup(deps)
  const { host, port } = deps.config
  const at = { host, staff: `${staff}/` }
  const page = await serveGroup(group, { ...at, port: port === 0 ? 0 : port + 1 }).catch((error) => {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return serveGroup(group, { ...at, port: 0 })
  })
  return {
    address: page.address,
    async close() {
      await page.close()
      await closeDemoGroup(deps, group)
    },
  }
}
