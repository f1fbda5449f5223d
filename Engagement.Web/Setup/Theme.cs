using Engagement.Core.Common;
using Engagement.Core.Office;

namespace Engagement.Web.Setup;

/// <summary>The office's brand color as a stylesheet of its own, so that no page needs inline styles.</summary>
internal static class Theme
{
    public const string Path = "/site-theme.css";
    private static readonly string Default = new OfficeSettings().BrandColor;

    /// <summary>Where pages load it from; the color is in the address, so that browsers may keep it. Null for the color that site.css has already.</summary>
    public static string? AddressFor(string? brand) => brand is null || brand == Default ? null : $"{Path}?c={brand.TrimStart('#')}";

    /// <summary>Brand color and the link colors that go with it and are readable on light and on dark paper.</summary>
    public static string Css(string brand)
    {
        var color = Contrast.Nearest(Contrast.IsColor(brand) ? brand : Default);
        return $":root{{--brand:{color};--link:light-dark({Contrast.Nearest(color, least: 6)},{Contrast.Nearest(color, "#1b232c", 6.5)})}}\n";
    }
}
