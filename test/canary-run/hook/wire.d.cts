/** Every passcode that a tenant in this process hands out, from the answers it writes, whether or not they arrive. */
export declare function watchPasscodes(onPasscode: (passcode: string) => void): void;
