import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './styles.css'
import './styles-queue.css'
import './styles-incident.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import { queries } from './api.ts'
import { router } from './app.tsx'
import { watchOutbox } from './outbox.ts'
import { watchPapers } from './paper/paper-desk.ts'
import { currentLocale, texts, useTexts } from './texts.ts'
import { colours, withCloseLabel } from './theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element #root for the app to live in.')
document.documentElement.lang = currentLocale()

watchOutbox()
watchPapers()

const words = texts({ ru: { close: 'Закрыть' }, kk: { close: 'Жабу' }, en: { close: 'Close' } })

function App() {
  const { close } = useTexts(words)
  const named = useMemo(() => withCloseLabel(close), [close])
  return (
    <MantineProvider theme={named} cssVariablesResolver={colours} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="top-right" limit={4} zIndex={500} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/service-worker.js').catch((error) => console.warn('No offline shell:', error))
}
