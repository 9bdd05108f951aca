import { z } from 'zod'

export const opinionTitle = z.string()
