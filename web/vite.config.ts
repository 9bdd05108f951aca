import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  base: '/app/',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Members' phones are kept for years; these are what WeChat's and iOS 14's web views still understand.
    target: ['chrome90', 'safari14.1', 'firefox90'],
    reportCompressedSize: true,
  },
  server: { port: 5173, proxy: { '/api': api, '/healthz': api } },
})
