import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Two pages: the workspace of staff, and the light room of residents; and the worker that keeps the shell for bad connections. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The service worker reads from it which files make the shell.
    manifest: 'shell.json',
    // A data: address for a font or a picture would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: {
        index: 'index.html',
        room: 'room.html',
        'service-worker': 'service-worker.ts',
      },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'service-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
})
