import { z } from 'zod'

// The server's content policy forbids compiling code at run time; zod need not try. It asks when a schema is made, so this
// has to run before any contract file: vite.config.ts puts it into zod's own chunk.
z.config({ jitless: true })
