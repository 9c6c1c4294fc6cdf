import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { runAside } from './aside.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'web/dist/.built-from')

/** Whether the pages were built from the sources as they are. */
async function webIsBuilt(): Promise<boolean> {
  return existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === (await stampOf(['web', 'src']))
}

/** Builds the web pages when their sources changed since the last build; a second start finds them ready. */
export async function buildWeb(): Promise<boolean> {
  if (await webIsBuilt()) return false
  // Aside, for its memory; and as for people, though a test may ask for it.
  await runAside(new URL(import.meta.url), { NODE_ENV: 'production' })
  return true
}

async function build(): Promise<void> {
  const stamp = await stampOf(['web', 'src'])
  console.log('Собираю страницы / Building the web pages (once after each change) …')
  const vite = await import('vite')
  await vite.build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  await compress(join(root, 'web/dist'))
  await writeFile(stampFile, stamp)
}

/** Each text file also as brotli and gzip, made once: an office line is slow, and the server has other things to do. */
async function compress(folder: string): Promise<void> {
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile() || !/\.(js|css|html|svg|json|webmanifest)$/.test(file.name)) continue
    const path = join(file.parentPath, file.name)
    const bytes = await readFile(path)
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
    await Promise.all([writeFile(`${path}.br`, brotli), writeFile(`${path}.gz`, gzipSync(bytes))])
  }
}

async function stampOf(folders: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of folders) {
    const files = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
    const paths = files
      .filter(
        (file) =>
          file.isFile() &&
          !file.parentPath.includes('/dist') &&
          /\.(tsx?|css|html|svg|webmanifest)$/.test(file.name) &&
          !file.name.includes('.test.'),
      )
      .map((file) => join(file.parentPath, file.name))
      .sort()
    for (const path of paths) hash.update(path.slice(root.length)).update(await readFile(path))
  }
  return hash.digest('hex')
}

if (import.meta.main) await build()
