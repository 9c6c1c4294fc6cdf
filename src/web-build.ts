import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stampFile = join(root, 'web/dist/.built-from')

/** Builds the web pages when their sources changed since the last build; a second start finds them ready. */
export async function buildWeb(): Promise<boolean> {
  const stamp = await stampOf(['web', 'src'])
  const built = existsSync(stampFile) ? await readFile(stampFile, 'utf8') : ''
  if (built === stamp) return false
  console.log('Building the web pages (once after each change) …')
  const { build } = await import('vite')
  await build({ root: join(root, 'web'), configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' })
  await writeFile(stampFile, stamp)
  return true
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
