import { execFile } from 'node:child_process'
import { lstatSync, mkdtempSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium } from 'playwright-core'

const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
const fonts = join(dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans'))))

const flags = [
  '--no-sandbox',
  '--no-zygote',
  '--no-first-run',
  '--disable-quic',
  '--disable-sync',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  // Maps are drawn without a graphics card.
  '--ignore-gpu-blocklist',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** Starts the Chromium that came from npm, for tests; close it when done. Its letters are Noto Sans, Kazakh ones included. */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  const env: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    TZ: 'Asia/Almaty',
    // A field of a date writes it as people here do.
    LANG: 'ru_RU.UTF-8',
    FONTCONFIG_FILE: join(folder, 'uchastok-fonts.conf'),
  }
  // The package brings the three libraries that a bare machine lacks.
  if (!(await runs(executablePath, env))) env.LD_LIBRARY_PATH = join(folder, 'al2023', 'lib')
  return await chromium.launch({ executablePath, headless: true, args: flags, env })
}

/**
 * Unpacks the browser once for this user and this version into a folder that is ours alone: the package itself would
 * take any `chromium` that lies among the temporary files.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string }
  const folder = join(tmpdir(), `uchastok-chromium-${process.getuid?.() ?? 0}-${version}`)
  if (isOurs(folder)) return folder
  const making = mkdtempSync(`${folder}-`)
  try {
    await unpack(making)
    await mkdir(join(making, 'fonts-cache'))
    await writeFile(join(making, 'uchastok-fonts.conf'), fontSettings(folder))
    await rename(making, folder).catch((error) => {
      // Another test file was faster.
      if (!isOurs(folder)) throw error
    })
    return folder
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

/** In a process of its own, because the package unpacks to wherever TMPDIR points. */
async function unpack(folder: string): Promise<void> {
  const files = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'].map((name) =>
    join(packed, 'bin', name),
  )
  const script = `import { inflate } from ${JSON.stringify(import.meta.resolve('@sparticuz/chromium'))}
    for (const file of ${JSON.stringify(files)}) await inflate(file)`
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    env: { PATH: process.env.PATH, TMPDIR: folder },
  })
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false })
  if (!found) return false
  if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0) return true
  throw new Error(
    `${folder} is to hold the browser for tests and must be a folder of ours alone; it is not. Remove it.`,
  )
}

async function runs(program: string, env: Record<string, string>): Promise<boolean> {
  return await promisify(execFile)(program, ['--no-sandbox', '--version'], { env }).then(
    () => true,
    () => false,
  )
}

function fontSettings(folder: string): string {
  const faces = ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold']
  const alias = (family: string) =>
    `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans</family></prefer></alias>`
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
${faces.map((face) => `<dir>${join(fonts, face)}</dir>`).join('\n')}
<cachedir>${join(folder, 'fonts-cache')}</cachedir>
${['sans-serif', 'serif', 'monospace', 'system-ui', 'Arial', 'Helvetica', 'Segoe UI', 'Roboto'].map(alias).join('\n')}
</fontconfig>
`
}
