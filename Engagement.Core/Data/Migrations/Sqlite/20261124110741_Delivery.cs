using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Engagement.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_RequestedAt",
                table: "ServiceRequests");

            migrationBuilder.AddColumn<string>(
                name: "MediaUrl",
                table: "ServiceRequests",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Changes",
                table: "Destinations",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StatusProblem",
                table: "Destinations",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AskedAt",
                table: "Deliveries",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Closed",
                table: "Deliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_RequestedAt_UpdatedAt",
                table: "ServiceRequests",
                columns: new[] { "RequestedAt", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_DestinationId_State_NextTryAt",
                table: "Deliveries",
                columns: new[] { "DestinationId", "State", "NextTryAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ServiceRequests_RequestedAt_UpdatedAt",
                table: "ServiceRequests");

            migrationBuilder.DropIndex(
                name: "IX_Deliveries_DestinationId_State_NextTryAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "MediaUrl",
                table: "ServiceRequests");

            migrationBuilder.DropColumn(
                name: "Changes",
                table: "Destinations");

            migrationBuilder.DropColumn(
                name: "StatusProblem",
                table: "Destinations");

            migrationBuilder.DropColumn(
                name: "AskedAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "Closed",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_ServiceRequests_RequestedAt",
                table: "ServiceRequests",
                column: "RequestedAt");
        }
    }
}
