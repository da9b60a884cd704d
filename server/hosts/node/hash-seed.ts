/** Another number for each process, which nobody knows who wrote a file before. The platform's random numbers take far longer to load. */
export const hashSeed = Number(process.hrtime.bigint() & 0x7fff_ffffn);
