using Monitor.Cli.Running;
using Monitor.Identity;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>
/// Has the identity provider sign with the next keys: what runs goes on, and tokens that are out hold until they end.
/// </summary>
internal sealed class RotateKeysCommand(Workplace workplace, IAnsiConsole console)
{
    public int Run()
    {
        workplace.Prepare();
        var keys = KeyRing.Open(workplace.IdentityKeys);
        keys.Rotate();
        console.WriteLine($"Access tokens are signed by {keys.Signing(SigningKey.Es256).Id} from now on.");
        return 0;
    }
}
