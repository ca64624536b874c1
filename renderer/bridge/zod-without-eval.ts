import { z } from 'zod';

/** zod compiles schemas with `new Function` when it may; under our content security policy even the attempt is a violation. */
z.config({ jitless: true });
