import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { offlineBuild } from './offline-build.ts'

const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  base: '/app/',
  plugins: [react(), offlineBuild()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Members' phones are kept for years; these are what WeChat's and iOS 14's web views still understand.
    target: ['chrome90', 'safari14.1', 'firefox90'],
    // kB; the drawings of statistics (ECharts) are the one large part, and come only with a page that draws.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What changes only with a dependency stays in a phone's cache over our own updates.
        codeSplitting: {
          groups: [
            { name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-setup/, priority: 3 },
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 2 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 1 },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': api, '/healthz': api } },
})
