import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { z } from 'zod'
import { ChannelFault } from './channel.ts'
import { openWire } from './wire.ts'

test('an answer without an end is not read to its end, and is told as one that says nothing', async () => {
  let sent = 0
  const server = createServer((_request, response) => {
    const piece = Buffer.alloc(2 ** 20, ' ')
    const more = () => {
      while (!response.destroyed && sent < 512 * 2 ** 20) {
        sent += piece.length
        if (!response.write(piece)) return void response.once('drain', more)
      }
    }
    response.writeHead(200)
    more()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const call = openWire('The server', fetch, {}, () => new ChannelFault('refused', 'no'))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const asking = call(url, z.object({ id: z.string() }))
  await assert.rejects(asking, (error) => error instanceof ChannelFault && error.kind === 'away')
  assert.ok(sent < 200 * 2 ** 20, `${sent} bytes`)
  server.closeAllConnections()
  server.close()
})
