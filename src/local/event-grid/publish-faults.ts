import type { Faults } from '../faults/faults.ts';

/** The faults under which requests are answered; publishing to a topic is operation `publish <topic>`. */
export const publishFaults = (faults: Faults | undefined): Faults | undefined =>
  faults && {
    ...faults,
    meet: (service, operation) =>
      faults.meet(service, operation.replace(/^POST \/([^/]*)\/api\/events.*$/, 'publish $1')),
  };
