// breaks: name-says-what
export { z } from 'zod'
