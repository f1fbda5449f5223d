using Engagement.Core.Accounts;
using Engagement.Core.Common;

namespace Engagement.Web.Setup;

/// <summary>The one place where the first run and <c>--demo</c> ask for the demo city.</summary>
internal static class DemoCity
{
    /// <summary>True when this build has a demo city to load.</summary>
    public static bool Exists => false;

    /// <summary>Loads the demo city as somebody who may do everything.</summary>
    public static Task<Result<bool>> LoadAsync(IServiceProvider services, Actor actor) => Task.FromResult<Result<bool>>(Exists);
}
