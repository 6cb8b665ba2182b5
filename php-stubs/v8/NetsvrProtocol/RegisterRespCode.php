<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/** How a gateway answers a registration. */
class RegisterRespCode
{
    public const Success = 0;
    public const UnmarshalError = 1;
    public const InvalidEvent = 2;
    public const DuplicateRegister = 3;

    /**
     * The name of the constant with a value.
     *
     * @param int $value
     * @return string
     * @throws \UnexpectedValueException when no constant has it
     */
    public static function name($value)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The value of a constant by its name. The name is converted to upper case first, so constants of RegisterRespCode, whose
     * names have lower-case letters, are not found: use the constants themselves.
     *
     * @param string $name
     * @return int
     * @throws \UnexpectedValueException when there is none
     */
    public static function value($name)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
