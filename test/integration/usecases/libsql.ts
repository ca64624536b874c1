import Libsql from 'libsql';

/** A second connection to a journal, as another program would open it. */
export const Database = Libsql;
