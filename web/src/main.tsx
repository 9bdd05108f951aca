import './shared/zod-setup.ts'
import './shared/base.css'
import './shared/frame.css'
import './shared/parts.css'
import './shared/controls.css'
import './shared/table.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { keepApp } from './offline/register.ts'
import { router } from './routes.tsx'
import { queryClient } from './shared/api.ts'
import { printWhole } from './shared/print-whole.ts'
import { restoreTextSize } from './shared/text-size.ts'
import { ThemeProvider } from './shared/theme-provider.tsx'

restoreTextSize()
keepApp()
printWhole()

const container = document.getElementById('app')
if (!container) throw new Error('index.html has no #app')

createRoot(container).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <ThemeProvider>
        <RouterProvider router={router} />
      </ThemeProvider>
    </QueryClientProvider>
  </StrictMode>,
)
